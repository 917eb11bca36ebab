import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

export interface ZipWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Writes the directory; the archive is complete after this and not before. */
  finish(): Promise<void>;
}

/**
 * Enough of the ZIP format (PKWARE APPNOTE 4.3) for text files below 4 GB each. Written by hand because it is one
 * page, and every archive package would bring a dependency into the part that must not leak.
 */
export function zipInto(file: FileHandle, at: Date): ZipWriter {
  const directory: Buffer[] = [];
  let offset = 0;

  async function append(bytes: Buffer): Promise<void> {
    await file.writeFile(bytes);
    offset += bytes.length;
  }

  return {
    async add(name, content) {
      const packed = await deflate(content);
      const named = Buffer.from(name, 'utf8');
      const common = commonHeader({ packed: packed.length, content, name: named.length, at });
      const start = offset;
      await append(Buffer.concat([uint32(LOCAL), common, named, packed]));
      const tail = Buffer.alloc(14);
      tail.writeUInt32LE(start, 10);
      directory.push(Buffer.concat([uint32(CENTRAL), uint16(VERSION), common, tail, named]));
    },
    async finish() {
      const entries = Buffer.concat(directory);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(END, 0);
      end.writeUInt16LE(directory.length, 8);
      end.writeUInt16LE(directory.length, 10);
      end.writeUInt32LE(entries.length, 12);
      end.writeUInt32LE(offset, 16);
      await append(Buffer.concat([entries, end]));
    },
  };
}

/** The 26 bytes that a local and a central header share. */
function commonHeader(entry: { packed: number; content: Buffer; name: number; at: Date }): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(dosTime(entry.at), 6);
  header.writeUInt16LE(dosDate(entry.at), 8);
  header.writeUInt32LE(crc32(entry.content), 10);
  header.writeUInt32LE(entry.packed, 14);
  header.writeUInt32LE(entry.content.length, 18);
  header.writeUInt16LE(entry.name, 22);
  return header;
}

function dosTime(at: Date): number {
  return (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
}

function dosDate(at: Date): number {
  return ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
