import { Readable } from 'node:stream';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import type { OpenFile } from '../bytes/openFile.ts';
import { damaged, HIGHEST_RATIO, refused, type ZipEntry } from './zipDirectory.ts';

export interface Piece {
  readonly bytes: Uint8Array;
  /** How far the file on the disk has been read for it. */
  readonly read: number;
}

const PIECE = 256 * 1024;
/** Up to here a ratio says nothing yet. */
const RATIO_FROM = 16 * 1024 ** 2;

/** Every member of a gzip file, one after another, as one stream. */
export async function* gunzipFile(file: OpenFile): AsyncGenerator<Piece, void, void> {
  const progress = { read: 0 };
  let made = 0;
  const source = Readable.from(rawBytes(file, 0, file.fingerprint.bytes, progress));
  const inflated = source.pipe(createGunzip({ chunkSize: PIECE }));
  source.on('error', (error) => inflated.destroy(error));
  try {
    for await (const bytes of inflated as AsyncIterable<Buffer>) {
      made += bytes.length;
      if (made > RATIO_FROM && made > progress.read * HIGHEST_RATIO)
        throw refused(file.path, `it grows more than ${HIGHEST_RATIO} times when inflated`);
      yield { bytes, read: progress.read };
    }
  } catch (error) {
    throw zlibTrouble(file.path, error, made);
  } finally {
    source.destroy();
    inflated.destroy();
  }
}

/** One entry of a zip archive, held to the size and the checksum that the archive states. */
export async function* inflateEntry(file: OpenFile, entry: ZipEntry): AsyncGenerator<Piece, void, void> {
  const progress = { read: 0 };
  let made = 0;
  let crc = 0;
  const source = Readable.from(rawBytes(file, entry.at, entry.packed, progress));
  const inflated = entry.method === 'stored' ? source : source.pipe(createInflateRaw({ chunkSize: PIECE }));
  source.on('error', (error) => inflated.destroy(error));
  try {
    for await (const bytes of inflated as AsyncIterable<Buffer>) {
      made += bytes.length;
      if (made > entry.bytes)
        throw refused(file.path, `${entry.name} is larger than the ${entry.bytes} bytes it states`);
      crc = crc32(bytes, crc);
      yield { bytes, read: progress.read };
    }
  } catch (error) {
    throw zlibTrouble(file.path, error, made);
  } finally {
    source.destroy();
    inflated.destroy();
  }
  if (made < entry.bytes)
    throw refused(file.path, `${entry.name} is smaller than the ${entry.bytes} bytes it states`);
  if (crc !== entry.crc) throw damaged(file.path, `the content of ${entry.name} does not match its checksum`);
}

function* rawBytes(file: OpenFile, from: number, length: number, progress: { read: number }) {
  for (let done = 0; done < length; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, length - done));
    const got = file.read(piece, from + done);
    if (got < piece.length) {
      file.assertUnchanged();
      throw damaged(file.path, `it ends after ${from + done + got} bytes`);
    }
    done += got;
    progress.read += got;
    yield piece;
  }
}

function zlibTrouble(path: string, error: unknown, made: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('Z_')) return error;
  if (error.code === 'Z_BUF_ERROR')
    return damaged(path, `it is cut off: its compressed content ends early, after ${made} bytes of text`);
  return damaged(path, `its compressed content is broken after ${made} bytes of text`);
}
