import type { ColumnType } from '../../../shared/domain/column.ts';
import { type Fingerprint, openFile } from './bytes/openFile.ts';
import type { Packing } from './bytes/pieces.ts';
import { unpackedFile } from './bytes/pieces.ts';
import { readWorkbook } from './excel/readWorkbook.ts';
import { readParquet } from './parquet/readParquet.ts';

/** A file of a format that states its own columns, read where it can do no harm: see `isolated/isolate.ts`. */
export interface TableOrder {
  readonly path: string;
  readonly expected?: Fingerprint;
  readonly packing: Packing;
  readonly format: 'parquet' | 'excel';
  readonly sheet?: string;
  /** Whether the first row of a sheet names its columns; null asks for a guess. */
  readonly header?: boolean | null;
  readonly mostRows?: number;
}

export interface TableColumn {
  readonly original: string;
  /** What the format itself says; null where only the values tell. */
  readonly type: ColumnType | null;
  readonly note?: string;
}

export interface TableHead {
  readonly columns: readonly TableColumn[];
  readonly header: boolean;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly totalRows: number;
}

export interface TableRows {
  readonly rows: readonly (readonly unknown[])[];
  /** Of each row: its line in the sheet, its place in the file elsewhere. */
  readonly lines: readonly number[];
}

export interface TableEnd {
  readonly notes: readonly string[];
}

/** First the head, then batches of rows. */
export type TableItem = TableHead | TableRows;

const MOST_UNPACKED = 512 * 1024 ** 2;

export default async function* readTable(order: TableOrder): AsyncGenerator<TableItem, TableEnd, void> {
  const opened = openFile(order.path, order.expected);
  try {
    const file = await unpackedFile(opened, order.packing, MOST_UNPACKED);
    const end = yield* order.format === 'parquet' ? readParquet(file, order) : readWorkbook(file, order);
    opened.assertUnchanged();
    return end;
  } finally {
    opened.close();
  }
}
