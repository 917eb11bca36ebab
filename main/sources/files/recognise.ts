import { isDataName } from './archive/listFiles.ts';
import { readZipDirectory } from './archive/zipDirectory.ts';
import type { OpenFile } from './bytes/openFile.ts';
import { beginningOf, type Packing } from './bytes/pieces.ts';
import { createDecoder } from './csv/decoder.ts';
import { detectEncoding } from './csv/encoding.ts';
import { foreignKind } from './foreign.ts';
import { detectShape } from './json/shape.ts';
import { unreadable } from './trouble.ts';

export type Kind = 'csv' | 'json' | 'parquet' | 'excel';

export interface Recognised {
  readonly packing: Packing;
  readonly kind: Kind;
  /** Files of an archive that may be chosen. */
  readonly choices: readonly string[];
}

const START = 65_536;
const MOST_ARCHIVE = 64 * 1024 ** 3;

/** What a file is, by what it begins with: its name may say anything. */
export async function recognise(file: OpenFile, wanted: string | undefined): Promise<Recognised> {
  const start = Buffer.alloc(4);
  file.read(start, 0);
  if (start.readUInt16BE(0) === 0x1f8b) {
    const packing: Packing = { kind: 'gzip' };
    return { packing, kind: await kindInside(file, packing, file.path.replace(/\.gz$/i, '')), choices: [] };
  }
  if (start.toString('latin1', 0, 2) === 'PK' && (start[2] === 3 || start[2] === 5))
    return inZip(file, wanted);
  return {
    packing: { kind: 'none' },
    kind: await kindInside(file, { kind: 'none' }, file.path),
    choices: [],
  };
}

async function inZip(file: OpenFile, wanted: string | undefined): Promise<Recognised> {
  const entries = readZipDirectory(file, { totalBytes: MOST_ARCHIVE });
  const names = entries.map(({ name }) => name);
  if (names.includes('[Content_Types].xml') || names.includes('META-INF/manifest.xml'))
    return { packing: { kind: 'none' }, kind: 'excel', choices: [] };
  const choices = names.filter(isDataName).sort((one, other) => (one < other ? -1 : 1));
  const entry = wanted === undefined ? choices[0] : choices.find((name) => name === wanted);
  if (entry === undefined)
    throw unreadable(
      file.path,
      wanted === undefined
        ? `${file.path} holds no data file.`
        : `${file.path} holds no data file ${wanted}.`,
      choices.length > 0
        ? `Choose one of: ${choices.join(', ')}.`
        : 'CSV, TSV, JSON, Parquet and Excel files are read.',
    );
  const packing: Packing = { kind: 'zip', entry };
  return { packing, kind: await kindInside(file, packing, entry), choices };
}

async function kindInside(file: OpenFile, packing: Packing, name: string): Promise<Kind> {
  const { bytes, whole } = await beginningOf(file, packing, START);
  const magic = bytes.subarray(0, 4).toString('latin1');
  if (magic === 'PAR1' || magic === 'PARE') return 'parquet';
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0xd0cf11e0) return 'excel';
  // A workbook inside an archive; an archive inside an archive is refused when it is read as one.
  if (magic === 'PK\x03\x04') return 'excel';
  const foreign = foreignKind(bytes);
  if (foreign !== null) throw unreadable(file.path, `${name} is ${foreign.is}.`, foreign.next);
  const encoding = detectEncoding(bytes, whole).value;
  // Packed bytes are spread evenly: 21 of 256 are such.
  if (!encoding.startsWith('utf-16') && controls(bytes) > bytes.length / 25)
    throw unreadable(
      file.path,
      `${name} is no format that is read here.`,
      'CSV, TSV, JSON, Parquet and Excel files are read, also as .gz and .zip.',
    );
  if (/\.(csv|tsv|tab|psv)$/i.test(name)) return 'csv';
  if (/\.(json|jsonl|ndjson)$/i.test(name)) return 'json';
  return detectShape(createDecoder(encoding).write(bytes)) === null ? 'csv' : 'json';
}

/** Bytes that text doesn't have, NUL left out: broken exports hold some. */
function controls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if ((byte > 0 && byte < 9) || (byte > 13 && byte < 27)) count += 1;
  return count;
}
