import type { Result } from '../../../../shared/errors/failure.ts';
import { Trouble } from '../../trouble.ts';
import type { HttpResponse } from '../http.ts';

/** Told what became of a body, once. */
export interface BodyWatch {
  piece(piece: Uint8Array): void;
  ended(trouble: Trouble | null): void;
}

/** One body over its pieces: read once as it comes, or kept whole. `drop` closes the connection of one that nobody reads. */
export function openBody(
  pieces: AsyncIterable<Uint8Array>,
  watch: BodyWatch,
  drop: () => void,
  unreadMs: number,
): HttpResponse['body'] {
  let whole: Promise<Result<Uint8Array>> | null = null;
  let taken = false;
  let over = false;

  const end = (trouble: Trouble | null) => {
    if (over) return;
    over = true;
    clearTimeout(unread);
    // A piece may still be waited for behind a decoder; of a body read to its end the connection stays.
    drop();
    watch.ended(trouble);
  };
  const cancel = () => end(null);
  // Its socket would be lost to everyone else.
  const unread = setTimeout(cancel, unreadMs);
  unread.unref();

  async function* watched(): AsyncGenerator<Uint8Array, void, void> {
    clearTimeout(unread);
    try {
      for await (const piece of pieces) {
        watch.piece(piece);
        yield piece;
      }
    } catch (error) {
      end(error instanceof Trouble ? error : null);
      throw error;
    } finally {
      // Reached by whoever stops in the middle, too.
      end(null);
    }
  }

  function take(): AsyncGenerator<Uint8Array, void, void> {
    if (taken) throw new Error('This body was read piece by piece before, and is gone.');
    taken = true;
    return watched();
  }

  return {
    bytes: () => {
      whole ??= collect(take());
      return whole;
    },
    pieces: () => (whole === null ? take() : again(whole)),
    cancel,
  };
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = [];
  try {
    for await (const piece of pieces) parts.push(piece);
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, failure: error.failure };
    throw error;
  }
  return { ok: true, value: Buffer.concat(parts) };
}

async function* again(whole: Promise<Result<Uint8Array>>): AsyncGenerator<Uint8Array, void, void> {
  const read = await whole;
  if (!read.ok)
    throw new Trouble(read.failure.code === 'HTTP_REFUSED' ? 'system' : 'transient', read.failure);
  if (read.value.byteLength > 0) yield read.value;
}
