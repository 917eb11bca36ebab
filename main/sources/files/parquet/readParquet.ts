import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadata,
  parquetScan,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { OpenFile } from '../bytes/openFile.ts';
import type { TableEnd, TableItem, TableOrder } from '../tables.ts';
import { FileTrouble, unreadable } from '../trouble.ts';
import { instantFromMicros } from '../values/day.ts';
import { columnsOf, type ParquetColumn } from './schema.ts';

const MB = 1024 ** 2;
const MOST_FOOTER = 64 * MB;
const MOST_GROUP = 1024 * MB;
const MOST_GROUP_ROWS = 20_000_000;
const MOST_PAGE = 256 * MB;
const MOST_COLUMNS = 10_000;
const BATCH = 5_000;
const HEX_MAGIC = '50415231';
const HEX_ENCRYPTED = '50415245';

/** One row group after the other; of each, column by column. */
export async function* readParquet(
  file: OpenFile,
  order: TableOrder,
): AsyncGenerator<TableItem, TableEnd, void> {
  try {
    return yield* read(file, order);
  } catch (error) {
    if (error instanceof FileTrouble) throw error;
    throw broken(file, 'its content does not fit its description');
  }
}

async function* read(file: OpenFile, order: TableOrder): AsyncGenerator<TableItem, TableEnd, void> {
  const stated = readFooter(file);
  const { columns, metadata } = columnsOf(stated);
  checkGroups(file, metadata, columns.length);
  yield {
    columns: columns.map(({ original, type, note }) => ({
      original,
      type,
      ...(note === undefined ? {} : { note }),
    })),
    header: true,
    sheets: [],
    sheet: null,
    totalRows: metadata.row_groups.reduce((total, group) => total + Number(group.num_rows), 0),
  };
  const scan = await parquetScan({
    file: bufferOf(file),
    metadata,
    compressors: bounded(),
    parsers: PARSERS,
    utf8: false,
    geoparquet: false,
    useOffsetIndex: false,
  });
  let left = order.mostRows ?? Number.POSITIVE_INFINITY;
  let line = 0;
  for (const { rowStart, rowEnd } of scan.ranges) {
    if (left <= 0) break;
    const data: ArrayLike<unknown>[] = [];
    for (const { original } of columns) {
      const values = await scan.readColumn({ column: original, rowStart, rowEnd });
      if (values.length !== rowEnd - rowStart)
        throw broken(file, `the column ${original} has too few values`);
      data.push(values);
    }
    const count = Math.min(rowEnd - rowStart, left);
    for (let at = 0; at < count; at += BATCH) {
      const upTo = Math.min(at + BATCH, count);
      yield {
        rows: rowsOf(columns, data, at, upTo),
        lines: Array.from({ length: upTo - at }, (_, index) => line + at + index + 1),
      };
    }
    left -= count;
    line += count;
  }
  return { notes: [] };
}

function rowsOf(
  columns: readonly ParquetColumn[],
  data: readonly ArrayLike<unknown>[],
  from: number,
  to: number,
): unknown[][] {
  const rows: unknown[][] = [];
  for (let at = from; at < to; at += 1)
    rows.push(
      columns.map(({ convert }, index) => {
        const raw = data[index]?.[at];
        return raw === null || raw === undefined ? null : convert(raw);
      }),
    );
  return rows;
}

/** The footer's place and size are believed only as far as the file reaches. */
function readFooter(file: OpenFile): FileMetaData {
  const { bytes } = file.fingerprint;
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(8)];
  if (bytes < 12 || file.read(head, 0) < 4 || file.read(tail, bytes - 8) < 8)
    throw broken(file, 'it is too short');
  const magic = tail.subarray(4).toString('hex');
  if (magic === HEX_ENCRYPTED || head.toString('hex') === HEX_ENCRYPTED)
    throw unreadable(file.path, `${file.path} is encrypted Parquet.`, 'Export it without encryption.');
  if (magic !== HEX_MAGIC || head.toString('hex') !== HEX_MAGIC)
    throw broken(file, 'its beginning or end is missing');
  const length = tail.readUInt32LE(0);
  if (length > bytes - 12) throw broken(file, 'it states a larger description than it holds');
  if (length > MOST_FOOTER) throw broken(file, 'its description is larger than 64 MB');
  const footer = Buffer.alloc(length + 8);
  if (file.read(footer, bytes - 8 - length) < footer.length) throw broken(file, 'its end is missing');
  return parquetMetadata(footer, { parsers: PARSERS, geoparquet: false });
}

function checkGroups(file: OpenFile, metadata: FileMetaData, columns: number): void {
  if (columns > MOST_COLUMNS) throw broken(file, `it has more than ${MOST_COLUMNS} columns`);
  for (const group of metadata.row_groups) {
    const sizes = group.columns.map(({ meta_data: part }) => Number(part?.total_uncompressed_size ?? 0));
    const size = sizes.reduce((total, one) => total + one, 0);
    if (size > MOST_GROUP || group.num_rows > MOST_GROUP_ROWS)
      throw unreadable(
        file.path,
        `${file.path} holds a row group of more than ${MOST_GROUP / MB} MB or ${MOST_GROUP_ROWS} rows.`,
        'Write it again with smaller row groups.',
      );
    for (const { file_path: elsewhere, meta_data: part } of group.columns) {
      if (elsewhere !== undefined && elsewhere !== '') throw broken(file, 'its content lies in another file');
      if (part !== undefined && Number(part.num_values) > MOST_GROUP_ROWS * 8)
        throw broken(file, 'it states too many values');
    }
  }
}

function bufferOf(file: OpenFile): AsyncBuffer {
  const { bytes } = file.fingerprint;
  return {
    byteLength: bytes,
    slice(start, end = bytes) {
      if (!(start >= 0 && start <= end && end <= bytes) || end - start > MOST_GROUP)
        throw broken(file, 'it points beyond its end');
      const part = new ArrayBuffer(end - start);
      if (file.read(new Uint8Array(part), start) < part.byteLength) file.assertUnchanged();
      return part;
    },
  };
}

/** A page is asked for by the size it states: no decompressor is handed one that is out of reason. */
function bounded(): typeof compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, decompress]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (!(length >= 0 && length <= MOST_PAGE)) throw new RangeError('page size');
        return decompress?.(input, length);
      },
    ]),
  ) as typeof compressors;
}

const PARSERS: ParquetParsers = {
  timestampFromMilliseconds: (millis) => instantFromMicros(BigInt(millis) * 1000n),
  timestampFromMicroseconds: (micros) => instantFromMicros(BigInt(micros)),
  timestampFromNanoseconds: (nanos) => instantFromMicros(BigInt(nanos) / 1000n),
  dateFromDays: (days) => instantFromMicros(BigInt(days) * 86_400_000_000n)?.slice(0, 10) ?? null,
  stringFromBytes: textOfBytes,
  jsonFromBytes: textOfBytes,
  geometryFromBytes: (bytes) => bytes,
  geographyFromBytes: (bytes) => bytes,
  uuidFromBytes: (bytes) =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
};

function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function broken(file: OpenFile, why: string): FileTrouble {
  return unreadable(
    file.path,
    `The Parquet file ${file.path} could not be read: ${why}.`,
    'Export it again.',
  );
}
