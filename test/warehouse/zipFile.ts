import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** What the archive says of its size, where that is a lie. */
  readonly statedBytes?: number;
  readonly statedCrc?: number;
  /** What only the header before the content says. */
  readonly localBytes?: number;
}

/** A zip archive, and what a forger would make of one. */
export function zipOf(parts: readonly ZipPart[], statedCount = parts.length): Buffer {
  const before: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name);
    const bytes = part.statedBytes ?? content.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(part.statedCrc ?? crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(part.localBytes ?? bytes, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    local.copy(entry, 10, 8, 30);
    entry.writeUInt32LE(bytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    before.push(local, name, packed);
    list.push(entry, name);
    at += local.length + name.length + packed.length;
  }
  const size = list.reduce((total, { length }) => total + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(statedCount, 8);
  end.writeUInt16LE(statedCount, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...before, ...list, end]);
}
