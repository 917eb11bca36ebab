import { damaged, refused } from '../packageTrouble.ts';
import { asNumber, findEnd } from './findEnd.ts';
import type { ZipFile } from './openZip.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packed: number;
  readonly bytes: number;
  readonly crc: number;
  /** Where its packed bytes begin in the archive. */
  readonly at: number;
}

const MB = 1024 ** 2;
const MOST_ENTRIES = 10_000;
const LARGEST_LIST = 16 * MB;
/** Of all entries together, once inflated. They are never held: it is time that this bounds. */
const MOST_INFLATED = 16 * 1024 * MB;
const HIGHEST_RATIO = 200;
/** Below this a ratio says nothing: a kilobyte of blanks is no bomb. */
const RATIO_FROM = 64 * 1024;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** The list of an archive, refused before a byte is inflated where it can't be true or would be too much. */
export async function readDirectory(file: ZipFile): Promise<ZipEntry[]> {
  const place = await findEnd(file);
  if (place.count > MOST_ENTRIES)
    throw refused(file.path, `it lists ${place.count} parts, and ${MOST_ENTRIES} are the most that are read`);
  if (place.size > LARGEST_LIST)
    throw refused(file.path, 'its list of parts is larger than any workbook has');
  const list = await file.read(place.at, place.size);
  if (list.length < place.size) throw damaged(file.path, 'its list of parts is cut off');
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < place.count; index += 1) {
    const found = await readEntry(file, list, at);
    entries.push(found.entry);
    at = found.next;
  }
  checkTogether(file, entries);
  return entries;
}

async function readEntry(
  file: ZipFile,
  list: Buffer,
  at: number,
): Promise<{ entry: ZipEntry; next: number }> {
  const { path } = file;
  if (at + 46 > list.length || list.readUInt32LE(at) !== ENTRY)
    throw damaged(path, 'its list of parts is damaged');
  const nameBytes = list.readUInt16LE(at + 28);
  const extraBytes = list.readUInt16LE(at + 30);
  const next = at + 46 + nameBytes + extraBytes + list.readUInt16LE(at + 32);
  if (next > list.length) throw damaged(path, 'its list of parts is damaged');
  const rawName = list.subarray(at + 46, at + 46 + nameBytes);
  const name = rawName.toString('utf8');
  if (/^\/|\\|(^|\/)\.\.?(\/|$)|[\p{Cc}:]/u.test(name))
    throw refused(path, 'a part of it has a name that leads out of the file');
  if ((list.readUInt16LE(at + 8) & 1) !== 0) throw refused(path, `${name} is locked with a password`);
  const method = methodOf(file, name, list.readUInt16LE(at + 10));
  const stated = largeSizes(
    file,
    {
      bytes: list.readUInt32LE(at + 24),
      packed: list.readUInt32LE(at + 20),
      offset: list.readUInt32LE(at + 42),
    },
    list.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes),
  );
  if (method === 'stored' && stated.packed !== stated.bytes)
    throw refused(path, `${name} states a size that can not be true`);
  const data = await checkLocal(file, name, rawName, stated);
  return {
    entry: {
      name,
      method,
      packed: stated.packed,
      bytes: stated.bytes,
      crc: list.readUInt32LE(at + 16),
      at: data,
    },
    next,
  };
}

interface Stated {
  readonly bytes: number;
  readonly packed: number;
  readonly offset: number;
}

/** Those of the three that don't fit stand one after another in the Zip64 field. */
function largeSizes(file: ZipFile, stated: Stated, extra: Buffer): Stated {
  const large = { ...stated };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['bytes', 'packed', 'offset'] as const) {
      if (stated[key] !== 0xffffffff) continue;
      if (field + 8 > extra.length) throw damaged(file.path, 'its list of parts is damaged');
      large[key] = asNumber(file, extra.readBigUInt64LE(field));
      field += 8;
    }
  }
  return large;
}

/** Said twice in every archive. Where the two differ, one reader would be shown what another never checked. */
async function checkLocal(file: ZipFile, name: string, rawName: Buffer, stated: Stated): Promise<number> {
  const { path } = file;
  const local = await file.read(stated.offset, 30 + rawName.length);
  if (local.length < 30 + rawName.length || local.readUInt32LE(0) !== LOCAL)
    throw damaged(path, `${name} is not where the list says`);
  const [packed, bytes] = [local.readUInt32LE(18), local.readUInt32LE(22)];
  const later = (local.readUInt16LE(6) & 8) !== 0 && packed === 0 && bytes === 0;
  const large = packed === 0xffffffff || bytes === 0xffffffff;
  if (!later && !large && (packed !== stated.packed || bytes !== stated.bytes))
    throw refused(path, `${name} states two different sizes`);
  if (local.readUInt16LE(26) !== rawName.length || !local.subarray(30).equals(rawName))
    throw refused(path, `${name} states two different names`);
  const data = stated.offset + local.length + local.readUInt16LE(28);
  if (data + stated.packed > file.bytes) throw damaged(path, `${name} is cut off`);
  return data;
}

function checkTogether({ path }: ZipFile, entries: readonly ZipEntry[]): void {
  const names = new Set<string>();
  let total = 0;
  for (const { name, bytes, packed } of entries) {
    // Names of parts don't differ by case, so that no two readers take different ones.
    if (names.has(name.toLowerCase())) throw refused(path, `${name} is in it twice`);
    names.add(name.toLowerCase());
    total += bytes;
    if (total > MOST_INFLATED)
      throw refused(path, `its parts would take more than ${MOST_INFLATED / 1024 / MB} GB`);
    if (bytes > RATIO_FROM && bytes > packed * HIGHEST_RATIO)
      throw refused(path, `${name} would grow more than ${HIGHEST_RATIO} times`);
  }
  let free = 0;
  // Entries that share bytes would inflate the same few kilobytes to any size.
  for (const { name, at, packed } of [...entries].sort((one, other) => one.at - other.at)) {
    if (at < free) throw refused(path, `${name} lies inside another part`);
    free = at + packed;
  }
}

function methodOf({ path }: ZipFile, name: string, method: number): ZipEntry['method'] {
  if (method === 0) return 'stored';
  if (method === 8) return 'deflated';
  throw refused(path, `${name} is compressed in a way that is not read (method ${method})`);
}
