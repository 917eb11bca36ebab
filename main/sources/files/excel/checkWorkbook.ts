import { inflateEntry } from '../archive/inflate.ts';
import { readZipDirectory, refused } from '../archive/zipDirectory.ts';
import type { OpenFile } from '../bytes/openFile.ts';
import { unreadable } from '../trouble.ts';

const MB = 1024 ** 2;
const MOST_PACKED = 256 * MB;
const MOST_OLD = 64 * MB;
const MOST_INFLATED = 1024 * MB;
/** A part becomes one string, and V8 has none longer. */
const LARGEST_PART = 500 * MB;

/**
 * The bytes of a workbook that may be handed to SheetJS: it reserves what a ZIP header states before it looks at the content, so every
 * entry is inflated here first, piece by piece, and compared with what was stated.
 */
export async function bytesOfWorkbook(file: OpenFile): Promise<Buffer> {
  const old = isOld(file);
  const most = old ? MOST_OLD : MOST_PACKED;
  if (file.fingerprint.bytes > most)
    throw unreadable(
      file.path,
      `The workbook ${file.path} is larger than the ${most / MB} MB that are read.`,
      'Save its sheet as CSV and load that.',
    );
  const bytes = Buffer.alloc(file.fingerprint.bytes);
  if (file.read(bytes, 0) < bytes.length) {
    file.assertUnchanged();
    throw refused(file.path, 'it is shorter than it was a moment ago');
  }
  if (!old) await checkEntries(inMemory(file, bytes));
  return bytes;
}

async function checkEntries(file: OpenFile): Promise<void> {
  const entries = readZipDirectory(file, { totalBytes: MOST_INFLATED });
  for (const entry of entries) {
    if (entry.bytes > LARGEST_PART)
      throw refused(file.path, `${entry.name} is larger than ${LARGEST_PART / MB} MB`);
    for await (const _ of inflateEntry(file, entry));
  }
}

/** The workbooks before 2007: one OLE file, not compressed. */
function isOld(file: OpenFile): boolean {
  const start = Buffer.alloc(4);
  file.read(start, 0);
  return start.readUInt32BE(0) === 0xd0cf11e0;
}

/** What is checked is what is read: nobody can change it in between. */
function inMemory(file: OpenFile, bytes: Buffer): OpenFile {
  return { ...file, read: (into, at) => bytes.copy(into, 0, at, at + into.byteLength) };
}
