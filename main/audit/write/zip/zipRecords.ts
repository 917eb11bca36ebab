/** Where fields go is APPNOTE.TXT 6.3, 4.3.7 to 4.3.16. */
export interface ZipRecord {
  readonly name: string;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  /** Of its local header in the archive. */
  readonly at: number;
}

const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
const PLAIN_VERSION = 20;
const LARGE_VERSION = 45;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
/** 1980-01-01, the first day that a zip can tell: no clock is read, so that the same inputs make the same bytes. */
const DAY = 0x0021;

export function localHeader({ name, crc, packed, bytes }: Omit<ZipRecord, 'at'>): Buffer {
  const title = Buffer.from(name);
  const header = Buffer.alloc(30 + title.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(PLAIN_VERSION, 4);
  writeFacts(header, 6, { crc, packed, bytes }, title.length);
  title.copy(header, 30);
  return header;
}

/** An entry itself is never as large as Zip64 is for: sheets go on in another before that. Where it begins can be far in. */
export function directoryEntry({ name, crc, packed, bytes, at }: ZipRecord): Buffer {
  const title = Buffer.from(name);
  const far = at >= MOST_32;
  const extra = Buffer.alloc(far ? 12 : 0);
  if (far) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(at), 4);
  }
  const entry = Buffer.alloc(46);
  const version = far ? LARGE_VERSION : PLAIN_VERSION;
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(version, 4);
  entry.writeUInt16LE(version, 6);
  writeFacts(entry, 8, { crc, packed, bytes }, title.length);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(far ? MOST_32 : at, 42);
  return Buffer.concat([entry, title, extra]);
}

export function endOfDirectory(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  const large = count >= MOST_16 || at >= MOST_32;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, MOST_16), 8);
  end.writeUInt16LE(Math.min(count, MOST_16), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(Math.min(at, MOST_32), 16);
  return large ? Buffer.concat([largeEnd(count, size, at), end]) : end;
}

function largeEnd(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(LARGE_VERSION, 12);
  end.writeUInt16LE(LARGE_VERSION, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(at + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** The same fields, in the same order, stand in both headers. */
function writeFacts(
  into: Buffer,
  at: number,
  { crc, packed, bytes }: Pick<ZipRecord, 'crc' | 'packed' | 'bytes'>,
  title: number,
): void {
  into.writeUInt16LE(UTF8_NAMES, at);
  into.writeUInt16LE(DEFLATED, at + 2);
  into.writeUInt16LE(0, at + 4);
  into.writeUInt16LE(DAY, at + 6);
  into.writeUInt32LE(crc, at + 8);
  into.writeUInt32LE(packed, at + 12);
  into.writeUInt32LE(bytes, at + 16);
  into.writeUInt16LE(title, at + 20);
}
