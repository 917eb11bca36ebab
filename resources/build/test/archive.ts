import { gunzipSync, inflateRawSync } from 'node:zlib';

/** No more than this comes out of one entry: a sweep must not fall to a bomb that some test planted. */
const LARGEST = 256 * 1024 ** 2;

export interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What lies packed in a zip (workbooks are zips) or a gzip; nothing for any other file. */
export function entriesOf(bytes: Buffer): Entry[] {
  if (bytes.length > 2 && bytes.readUInt16BE(0) === 0x1f8b) return entry('gzip', () => inflateGzip(bytes));
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) return zipEntries(bytes);
  return [];
}

function inflateGzip(bytes: Buffer): Buffer {
  return gunzipSync(bytes, { maxOutputLength: LARGEST });
}

/** Read from the central directory: streamed zips leave the sizes out of their local headers. */
function zipEntries(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) return [];
  const count = bytes.readUInt16LE(end + 10);
  const found: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count && at + 46 <= bytes.length; index += 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const facts = at;
    found.push(...entry(name, () => unpack(bytes, facts)));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return found;
}

function unpack(bytes: Buffer, facts: number): Buffer {
  const local = bytes.readUInt32LE(facts + 42);
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + bytes.readUInt32LE(facts + 20));
  return bytes.readUInt16LE(facts + 10) === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LARGEST });
}

/** Tests plant broken archives on purpose: what can't be unpacked has been looked at as it is. */
function entry(name: string, unpacked: () => Buffer): Entry[] {
  try {
    return [{ name, bytes: unpacked() }];
  } catch {
    return [];
  }
}
