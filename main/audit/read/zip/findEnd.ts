import { damaged, refused } from '../packageTrouble.ts';
import type { ZipFile } from './openZip.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const LARGE_END = 0x06064b50;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;

/** Where the list of entries is, and how long. */
export interface DirectoryPlace {
  readonly count: number;
  readonly size: number;
  readonly at: number;
}

export async function findEnd(file: ZipFile): Promise<DirectoryPlace> {
  const length = Math.min(file.bytes, END_BYTES + 65_535);
  const from = file.bytes - length;
  const tail = await file.read(from, length);
  // The last mark, as every reader takes it: two that chose different ones would see different archives.
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) break;
    const place = {
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      at: tail.readUInt32LE(at + 16),
    };
    const large = place.count === 0xffff || place.size === 0xffffffff || place.at === 0xffffffff;
    const found = large ? await largePlace(file, from + at) : place;
    if (found.at + found.size > from + at) break;
    return found;
  }
  throw damaged(file.path, 'its end is missing');
}

/** Zip64, which archives past 4 GB are written as. */
async function largePlace(file: ZipFile, end: number): Promise<DirectoryPlace> {
  const locator = await file.read(Math.max(0, end - LOCATOR_BYTES), LOCATOR_BYTES);
  if (locator.length < LOCATOR_BYTES || locator.readUInt32LE(0) !== LOCATOR)
    throw damaged(file.path, 'where its list of entries is can not be found');
  const record = await file.read(asNumber(file, locator.readBigUInt64LE(8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== LARGE_END)
    throw damaged(file.path, 'where its list of entries is can not be found');
  return {
    count: asNumber(file, record.readBigUInt64LE(32)),
    size: asNumber(file, record.readBigUInt64LE(40)),
    at: asNumber(file, record.readBigUInt64LE(48)),
  };
}

export function asNumber(file: ZipFile, value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw refused(file.path, 'it states sizes that can not be true');
  return Number(value);
}
