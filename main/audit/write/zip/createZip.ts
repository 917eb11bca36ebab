import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { WholeFile } from '../file/wholeFile.ts';
import { directoryEntry, endOfDirectory, localHeader, type ZipRecord } from './zipRecords.ts';

/** Measured on a sheet of ten mixed columns: level 6 makes it an eighth smaller than this, and takes four times as long. */
const LEVEL = 2;
const PIECE = 256 * 1024;

/** One entry that is written piece by piece; no other may be begun before it ends. */
export interface ZipStream {
  /** Resolves when more may come. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

export interface Zip {
  add(name: string, text: string): Promise<void>;
  stream(name: string): Promise<ZipStream>;
  /** Writes the list of entries: those named first, then the others as they came. */
  finish(first: readonly string[]): Promise<void>;
}

export function createZip(file: WholeFile): Zip {
  const records: ZipRecord[] = [];
  return {
    async add(name, text) {
      const raw = Buffer.from(text);
      const packed = deflateRawSync(raw, { level: LEVEL });
      const record = { name, crc: crc32(raw), packed: packed.length, bytes: raw.length, at: file.size };
      await file.write(localHeader(record));
      await file.write(packed);
      records.push(record);
    },
    async stream(name) {
      const at = file.size;
      // Its sizes are filled in when they are known: some programs refuse entries that tell them only afterwards.
      await file.write(localHeader({ name, crc: 0, packed: 0, bytes: 0 }));
      const begins = file.size;
      return deflating(file, async (crc, bytes) => {
        const record = { name, crc, packed: file.size - begins, bytes, at };
        await file.patch(localHeader(record), at);
        records.push(record);
      });
    },
    async finish(first) {
      const rank = new Map(first.map((name, index) => [name, index - first.length]));
      const ordered = [...records].sort(
        (one, other) => (rank.get(one.name) ?? 0) - (rank.get(other.name) ?? 0),
      );
      const list = Buffer.concat(ordered.map(directoryEntry));
      const at = file.size;
      await file.write(list);
      await file.write(endOfDirectory(records.length, list.length, at));
    },
  };
}

function deflating(file: WholeFile, ended: (crc: number, bytes: number) => Promise<void>): ZipStream {
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: PIECE });
  const into = Buffer.allocUnsafeSlow(2 * PIECE);
  let crc = 0;
  let bytes = 0;
  let trouble: { readonly error: unknown } | null = null;
  let wake = (): void => {};
  const stored = (async () => {
    for await (const packed of deflate as AsyncIterable<Buffer>) await file.write(packed);
  })().catch((error: unknown) => {
    trouble = { error };
    deflate.destroy();
    wake();
  });
  const check = () => {
    if (trouble !== null) throw trouble.error;
  };
  return {
    async write(text) {
      check();
      const raw = encoded(text, into);
      crc = crc32(raw, crc);
      bytes += raw.length;
      await new Promise<void>((resolve) => {
        wake = resolve;
        // Called when it has been packed: only then is `into` free again.
        deflate.write(raw, () => resolve());
        // It may have failed before there was anyone to wake.
        if (trouble !== null) resolve();
      });
      check();
    },
    async end() {
      check();
      deflate.end();
      await stored;
      check();
      await ended(crc, bytes);
    },
  };
}

/** Into memory that is there already where it fits: new buffers pile up faster than they are collected. */
function encoded(text: string, into: Buffer): Buffer {
  const fits = text.length * 3 <= into.length;
  return fits ? into.subarray(0, into.write(text)) : Buffer.from(text);
}
