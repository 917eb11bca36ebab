import type { IncomingMessage } from 'node:http';
import { cancelled, codeOf, connectionTrouble, unreachable } from '../troubles.ts';
import type { Patience } from '../wire/patience.ts';

/** A body as it comes over the wire, piece by piece as it is asked for. Closing the connection is left to whoever opened it. */
export async function* rawPieces(
  message: IncomingMessage,
  patience: Patience,
  signal: AbortSignal,
  where: string,
): AsyncGenerator<Buffer, void, void> {
  let why: unknown = null;
  const end = (trouble: Error) => {
    why ??= trouble;
    message.destroy(trouble);
  };
  const cancel = () => end(cancelled(where));
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  const pieces: AsyncIterator<Buffer> = message[Symbol.asyncIterator]();
  try {
    for (;;) {
      // No other measure of what moved: every piece ends the waiting.
      const waited = patience.wait(() => 0, end);
      const next = await pieces.next().finally(waited);
      if (why !== null) throw why;
      if (next.done === true) break;
      yield next.value;
    }
    if (!message.complete) throw cutShort(where);
  } catch (error) {
    if (why !== null) throw why;
    throw LOST.has(codeOf(error)) ? cutShort(where) : connectionTrouble(error, where);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

const LOST = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE']);

function cutShort(where: string): Error {
  return unreachable(`${where} broke its answer off before the end: the body is incomplete.`);
}
