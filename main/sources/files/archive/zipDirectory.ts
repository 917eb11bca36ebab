import type { OpenFile } from '../bytes/openFile.ts';
import { unreadable } from '../trouble.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packed: number;
  readonly bytes: number;
  readonly crc: number;
  /** Where its packed bytes begin in the archive. */
  readonly at: number;
}

export interface ZipLimits {
  /** Of all entries together, once inflated. */
  readonly totalBytes: number;
}

export const MOST_ENTRIES = 10_000;
export const HIGHEST_RATIO = 200;
/** Below this a ratio says nothing: a kilobyte of spaces is no bomb. */
const RATIO_FROM = 64 * 1024;
const MB = 1024 ** 2;
const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;

/**
 * Reads the list of a zip archive and refuses it before a byte is inflated when that list can't be true or would be too much.
 * Sizes are still only what the archive says of itself: `inflateEntry` holds it to them.
 */
export function readZipDirectory(file: OpenFile, limits: ZipLimits): ZipEntry[] {
  const { path } = file;
  const end = findEnd(file);
  if (end.count > MOST_ENTRIES)
    throw refused(path, `it lists ${end.count} entries, and ${MOST_ENTRIES} are the most that are read`);
  if (end.size > 64 * MB) throw refused(path, 'its list of entries is larger than 64 MB');
  const list = Buffer.alloc(end.size);
  if (file.read(list, end.offset) < end.size) throw damaged(path, 'its list of entries is cut off');
  const entries: ZipEntry[] = [];
  let at = 0;
  let total = 0;
  for (let index = 0; index < end.count; index += 1) {
    const found = readEntry(file, list, at);
    at = found.next;
    total += found.entry.bytes;
    if (total > limits.totalBytes)
      throw refused(
        path,
        `its entries would take more than ${Math.round(limits.totalBytes / MB)} MB once inflated`,
      );
    if (found.entry.bytes > RATIO_FROM && found.entry.bytes > found.entry.packed * HIGHEST_RATIO)
      throw refused(path, `${found.entry.name} would grow more than ${HIGHEST_RATIO} times when inflated`);
    entries.push(found.entry);
  }
  assertApart(path, entries);
  return entries;
}

function findEnd(file: OpenFile): { count: number; size: number; offset: number } {
  const { bytes } = file.fingerprint;
  const tail = Buffer.alloc(Math.min(bytes, END_BYTES + 65_535));
  const tailAt = bytes - tail.length;
  file.read(tail, tailAt);
  // The last mark, as every reader takes it: two readers that chose different ones would see different archives.
  for (let at = tail.length - 4; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_MARK) continue;
    if (at + END_BYTES > tail.length || at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) break;
    const [count, size, offset] = [
      tail.readUInt16LE(at + 10),
      tail.readUInt32LE(at + 12),
      tail.readUInt32LE(at + 16),
    ];
    if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff)
      throw refused(file.path, 'it is written as Zip64, which is not read');
    if (offset + size > tailAt + at) break;
    return { count, size, offset };
  }
  throw damaged(file.path, 'its end is missing');
}

function readEntry(file: OpenFile, list: Buffer, at: number): { entry: ZipEntry; next: number } {
  const { path } = file;
  if (at + 46 > list.length || list.readUInt32LE(at) !== ENTRY_MARK)
    throw damaged(path, 'its list of entries is damaged');
  const flags = list.readUInt16LE(at + 8);
  const nameBytes = list.readUInt16LE(at + 28);
  const next = at + 46 + nameBytes + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  if (next > list.length) throw damaged(path, 'its list of entries is damaged');
  const rawName = list.subarray(at + 46, at + 46 + nameBytes);
  const name = rawName.toString('utf8');
  if ((flags & 1) !== 0) throw refused(path, `${name} is locked with a password`);
  const [packed, bytes] = [list.readUInt32LE(at + 20), list.readUInt32LE(at + 24)];
  if (packed === 0xffffffff || bytes === 0xffffffff)
    throw refused(path, `${name} is written as Zip64, which is not read`);
  const method = methodOf(path, name, list.readUInt16LE(at + 10));
  if (method === 'stored' && packed !== bytes)
    throw refused(path, `${name} states a size that cannot be true`);

  const offset = list.readUInt32LE(at + 42);
  const local = Buffer.alloc(30 + nameBytes);
  if (file.read(local, offset) < local.length || local.readUInt32LE(0) !== LOCAL_MARK)
    throw damaged(path, `${name} is not where the archive says`);
  // Said twice in every archive. Where the two differ, one reader would be shown what another never checked.
  const later =
    (local.readUInt16LE(6) & 8) !== 0 && local.readUInt32LE(18) === 0 && local.readUInt32LE(22) === 0;
  const alike = local.readUInt32LE(18) === packed && local.readUInt32LE(22) === bytes;
  if ((!later && !alike) || local.readUInt16LE(26) !== nameBytes || !local.subarray(30).equals(rawName))
    throw refused(path, `${name} states two different sizes or names`);
  const data = offset + local.length + local.readUInt16LE(28);
  if (data + packed > file.fingerprint.bytes) throw damaged(path, `${name} is cut off`);
  return { entry: { name, method, packed, bytes, crc: list.readUInt32LE(at + 16), at: data }, next };
}

function methodOf(path: string, name: string, method: number): ZipEntry['method'] {
  if (method === 0) return 'stored';
  if (method === 8) return 'deflated';
  throw refused(path, `${name} is compressed in a way that is not read (method ${method})`);
}

/** Entries that share bytes inflate the same few kilobytes to any size. */
function assertApart(path: string, entries: readonly ZipEntry[]): void {
  const ordered = [...entries].sort((one, other) => one.at - other.at);
  let free = 0;
  for (const { name, at, packed } of ordered) {
    if (at < free) throw refused(path, `${name} lies inside another entry`);
    free = at + packed;
  }
}

export function refused(path: string, why: string) {
  return unreadable(
    path,
    `${path} is not opened: ${why}.`,
    'If you trust where it comes from, unpack it yourself and load what was in it.',
  );
}

export function damaged(path: string, why: string) {
  return unreadable(path, `${path} is damaged: ${why}.`, 'Download or export it again.');
}
