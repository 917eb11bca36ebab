import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { cancelledReading, damaged, refused } from '../packageTrouble.ts';
import type { ZipFile } from './openZip.ts';
import type { ZipEntry } from './readDirectory.ts';

const PIECE = 128 * 1024;

/** One entry, held to the size and the checksum that the archive states. */
export async function* inflated(
  file: ZipFile,
  entry: ZipEntry,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  const { path } = file;
  const source = Readable.from(packedPieces(file, entry));
  const content = entry.method === 'stored' ? source : source.pipe(createInflateRaw({ chunkSize: PIECE }));
  source.on('error', (error) => content.destroy(error));
  let made = 0;
  let crc = 0;
  try {
    for await (const piece of content as AsyncIterable<Buffer>) {
      if (signal.aborted) throw cancelledReading(path);
      made += piece.length;
      if (made > entry.bytes)
        throw refused(path, `${entry.name} is larger than the ${entry.bytes} bytes it states`);
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') ? damaged(path, `${entry.name} breaks off after ${made} bytes`) : error;
  } finally {
    source.destroy();
    content.destroy();
  }
  if (made < entry.bytes)
    throw damaged(path, `${entry.name} is smaller than the ${entry.bytes} bytes it states`);
  if (crc !== entry.crc) throw damaged(path, `${entry.name} does not match its checksum`);
}

async function* packedPieces(
  file: ZipFile,
  { at, packed, name }: ZipEntry,
): AsyncGenerator<Buffer, void, void> {
  for (let done = 0; done < packed; ) {
    const piece = await file.read(at + done, Math.min(PIECE, packed - done));
    if (piece.length === 0) throw damaged(file.path, `${name} is cut off`);
    done += piece.length;
    yield piece;
  }
}
