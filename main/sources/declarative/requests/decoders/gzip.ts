import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Decoder } from '../../parts.ts';
import { UnreadableBody } from './unreadable.ts';

const PIECE = 256 * 1024;
const HIGHEST_RATIO = 200;
/** Up to here a ratio says nothing yet. */
const RATIO_FROM = 1024 ** 2;
const MOST_INFLATED = 4 * 1024 ** 3;

/** What isn't compressed after all is passed on as it is: transport may have unpacked it already. */
export function gzipDecoder(inner: Decoder): Decoder {
  return { whole: inner.whole, decode: (pieces) => inner.decode(unpacked(pieces)) };
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const source = pieces[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const next = await source.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const begun = Buffer.concat(head);
  const all = resumed(begun, source);
  yield* begun[0] === 0x1f && begun[1] === 0x8b ? inflated(all) : all;
}

async function* resumed(
  begun: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    if (begun.length > 0) yield begun;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* inflated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let taken = 0;
  let made = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      taken += piece.length;
      yield piece;
    }
  };
  const source = Readable.from(counted());
  const gunzip = createGunzip({ chunkSize: PIECE });
  // What goes wrong on the way here is to reach the reader, not end the process.
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      made += piece.length;
      if ((made > RATIO_FROM && made > taken * HIGHEST_RATIO) || made > MOST_INFLATED)
        throw new UnreadableBody(
          `grows to more than ${HIGHEST_RATIO} times its size when unpacked, and is not read`,
        );
      yield piece;
    }
  } catch (error) {
    throw gzipTrouble(error, made);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function gzipTrouble(error: unknown, made: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('Z_')) return error;
  if (error.code === 'Z_BUF_ERROR')
    return new UnreadableBody(`is cut off: its gzip ends early, after ${made} bytes of content`, true);
  return new UnreadableBody(`is damaged: its gzip is broken after ${made} bytes of content`);
}
