import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Trouble } from '../../trouble.ts';
import { refused, unreachable } from '../troubles.ts';

export interface UnpackBounds {
  readonly mostBytes: number;
  readonly mostRatio: number;
}

const FREE_OF_RATIO = 1024 ** 2;
const MOST_LAYERS = 3;

/** The encodings to undo, the last applied first. Throws where one is unknown. */
export function encodingsOf(header: string | undefined, where: string): readonly string[] {
  const named = (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && !NOTHING.has(name));
  const unknown = named.find((name) => !KNOWN.has(name));
  if (unknown !== undefined || named.length > MOST_LAYERS)
    throw refused(
      `${where} answered in an encoding that can't be undone: ${named.join(', ').slice(0, 60)}.`,
      'Ask the vendor for plain or gzip answers.',
      'system',
    );
  return named.reverse();
}

/** Servers write these into the header though they change nothing about the bytes. */
const NOTHING = new Set(['identity', 'none', 'utf-8', 'utf8', 'binary', 'aws-chunked']);
const KNOWN = new Set(['gzip', 'x-gzip', 'deflate', 'br']);

/** Undoes encodings as pieces come, and stops as soon as what comes out is more than a bound allows. */
export async function* unpack(
  raw: AsyncIterable<Uint8Array>,
  encodings: readonly string[],
  bounds: UnpackBounds,
  where: string,
): AsyncGenerator<Uint8Array, void, void> {
  let packed = 0;
  let unpacked = 0;
  const counted = counting(raw, (bytes) => {
    packed += bytes;
  });
  for await (const piece of encodings.reduce((pieces, name) => undo(pieces, name, where), counted)) {
    unpacked += piece.byteLength;
    if (unpacked > bounds.mostBytes) throw tooLarge(where, bounds.mostBytes);
    if (unpacked > FREE_OF_RATIO && unpacked > packed * bounds.mostRatio)
      throw refused(
        `${where} answered with something that unpacks to more than ${bounds.mostRatio} times its size.`,
        'If the vendor means it, declare a larger ratio in the connector.',
        'system',
      );
    yield piece;
  }
}

export function tooLarge(where: string, mostBytes: number): Trouble {
  return refused(
    `${where} answered with more than ${Math.round(mostBytes / 1024 ** 2)} MB.`,
    'Ask for less at once, or declare a larger body in the connector.',
    'system',
  );
}

async function* counting(
  raw: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of raw) {
    count(piece.byteLength);
    yield piece;
  }
}

async function* undo(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
  where: string,
): AsyncGenerator<Uint8Array, void, void> {
  const iterator = pieces[Symbol.asyncIterator]();
  let first = await iterator.next();
  while (first.done !== true && first.value.byteLength === 0) first = await iterator.next();
  // HEAD, 204 and some vendors' empty pages name an encoding for nothing at all.
  if (first.done === true) return;
  const decoder = decoderOf(encoding, first.value);
  const source = Readable.from(rest(first.value, iterator), { objectMode: false });
  let lost: unknown = null;
  source.on('error', (error) => {
    lost = error;
    decoder.destroy(error);
  });
  source.pipe(decoder);
  try {
    for await (const piece of decoder) yield piece as Uint8Array;
  } catch (error) {
    if (lost !== null) throw lost;
    if (error instanceof Trouble) throw error;
    throw unreachable(
      isShort(error)
        ? `${where} broke its compressed answer off before the end: the body is incomplete.`
        : `${where} answered with damaged ${encoding} data.`,
    );
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

async function* rest(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function decoderOf(encoding: string, first: Uint8Array): Transform {
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding !== 'deflate') return createGunzip();
  // Half of the servers send deflate without the wrapper the standard asks for; its first byte tells.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

function isShort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}
