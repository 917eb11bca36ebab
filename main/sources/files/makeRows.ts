import type { Row } from '../../../shared/domain/column.ts';
import type { Rejected } from '../../warehouse/loads.ts';
import type { RowMaker } from '../../warehouse/store.ts';
import { openFile } from './bytes/openFile.ts';
import { plainPieces, unpackedPieces } from './bytes/pieces.ts';
import { type Converter, createConverter } from './convert.ts';
import { createDecoder } from './csv/decoder.ts';
import { csvRows, type TextRows } from './csv/rows.ts';
import { scanAside, WORTH_A_THREAD } from './csv/scanAside.ts';
import type { CsvPlan } from './csv/tableScanner.ts';
import { runIsolated } from './isolated/isolate.ts';
import { jsonRows } from './json/rows.ts';
import type { FilePlan } from './plan.ts';
import { type Filed, Rejects } from './rejects.ts';
import type { TableEnd, TableItem, TableOrder } from './tables.ts';
import { textOf } from './values/reader.ts';

/** What `rowSourceOf` hands to the thread that writes. */
export interface RowOrder {
  readonly plan: FilePlan;
  /** Where rejected rows go when there are more than a thousand. */
  readonly rejectedTo: string | null;
}

export interface FileOutcome {
  readonly rows: number;
  readonly rejected: number;
  /** The first thousand rejected rows. */
  readonly problems: readonly Rejected[];
  /** When there are more and a place was given: these and those after them, as many as a file takes, one JSON object a line. */
  readonly rejectedFile: string | null;
  /** Values that could not be read and became null, where the plan says so. */
  readonly nulled: number;
  readonly notes: readonly string[];
}

type Report = Parameters<RowMaker>[1];

const BATCH = 10_000;
/** Lets whoever takes the rows attend to something else. */
const NOTHING_YET: readonly Row[] = [];
const TABLES = new URL('./tables.ts', import.meta.url).href;
const TABLE_HEAP_MB = 1_536;
const TABLE_SILENT_MS = 180_000;

/** A `RowMaker`: synchronous for plain text files, because waiting between pieces would cost a third of the time. */
export default function makeRows(input: unknown, report: Report): ReturnType<RowMaker> {
  const { plan, rejectedTo } = input as RowOrder;
  const rejects = new Rejects(rejectedTo);
  const converter = createConverter(plan, rejects);
  const { format } = plan;
  if (format.kind === 'parquet' || format.kind === 'excel')
    return fromTable(plan, converter, rejects, report);
  if (format.kind === 'csv' && plan.packing.kind === 'none' && plan.fingerprint.bytes >= WORTH_A_THREAD)
    return fromLargeCsv({ ...plan, format }, converter, rejects, report);
  const rows =
    format.kind === 'csv'
      ? csvRows({ ...plan, format }, converter, rejects)
      : jsonRows({ ...plan, format }, converter, rejects);
  return plan.packing.kind === 'none'
    ? fromPlainText(plan, rows, converter, rejects, report)
    : fromPackedText(plan, rows, converter, rejects, report);
}

function* fromPlainText(
  plan: FilePlan,
  rows: TextRows,
  converter: Converter,
  rejects: Rejects,
  report: Report,
): Generator<readonly Row[], FileOutcome, void> {
  const file = openFile(plan.path, plan.fingerprint);
  const text = decoded(plan, rows);
  const made = counted(file.fingerprint.bytes, report);
  try {
    for (const { bytes, read } of plainPieces(file)) yield* made.batches(text.piece(bytes), read);
    yield* made.batches(text.end(), file.fingerprint.bytes);
    return outcomeOf(made.rows(), rejects, converter, []);
  } finally {
    file.close();
    rejects.close();
  }
}

function* fromLargeCsv(
  plan: CsvPlan,
  converter: Converter,
  rejects: Rejects,
  report: Report,
): Generator<readonly Row[], FileOutcome, void> {
  const rows = csvRows(plan, converter, rejects);
  const made = counted(plan.fingerprint.bytes, report);
  try {
    for (const piece of scanAside(plan)) {
      if (piece === null) yield NOTHING_YET;
      else yield* made.batches(rows.take(piece.scanned, piece.damaged), piece.read);
    }
    return outcomeOf(made.rows(), rejects, converter, []);
  } finally {
    rejects.close();
  }
}

async function* fromPackedText(
  plan: FilePlan,
  rows: TextRows,
  converter: Converter,
  rejects: Rejects,
  report: Report,
): AsyncGenerator<readonly Row[], FileOutcome, void> {
  const { packing } = plan;
  if (packing.kind === 'none') throw new Error('A plain file is read as one.');
  const file = openFile(plan.path, plan.fingerprint);
  const text = decoded(plan, rows);
  const made = counted(file.fingerprint.bytes, report);
  try {
    for await (const { bytes, read } of unpackedPieces(file, packing))
      yield* made.batches(text.piece(bytes), read);
    yield* made.batches(text.end(), file.fingerprint.bytes);
    return outcomeOf(made.rows(), rejects, converter, []);
  } finally {
    file.close();
    rejects.close();
  }
}

async function* fromTable(
  plan: FilePlan,
  converter: Converter,
  rejects: Rejects,
  report: Report,
): AsyncGenerator<readonly Row[], FileOutcome, void> {
  const { path, packing, format, fingerprint } = plan;
  if (format.kind !== 'parquet' && format.kind !== 'excel') throw new Error('Text is no table.');
  const sheet = format.kind === 'excel' ? { sheet: format.sheet, header: format.header } : {};
  const order: TableOrder = { path, expected: fingerprint, packing, format: format.kind, ...sheet };
  const items = runIsolated(
    { module: TABLES, input: order },
    { file: path, heapMb: TABLE_HEAP_MB, silentMs: TABLE_SILENT_MS },
  );
  let made = 0;
  let total = 0;
  let seen = 0;
  try {
    for (;;) {
      const { done, value } = await items.next();
      if (done) return outcomeOf(made, rejects, converter, (value as TableEnd).notes);
      const item = value as TableItem;
      if (!('rows' in item)) {
        total = item.totalRows;
        continue;
      }
      const rows: Row[] = [];
      item.rows.forEach((cells, at) => {
        seen += 1;
        const origin = {
          ordinal: seen,
          line: item.lines[at] ?? seen,
          record: () => JSON.stringify(cells.map(textOf)),
        };
        if (cells.slice(plan.columns.length).some((cell) => cell !== null && cell !== undefined))
          rejects.add(
            origin.ordinal,
            origin.line,
            `has ${cells.length} fields where ${plan.columns.length} are expected`,
            origin.record(),
          );
        else {
          const row = converter.ofValues(cells, () => origin);
          if (row !== null) rows.push(row);
        }
      });
      made += rows.length;
      // The share of its rows stands for the share of its bytes: a table is not read from front to back.
      const bytes = total === 0 ? 0 : Math.round((fingerprint.bytes * seen) / total);
      report({ rows: made, bytes, totalBytes: fingerprint.bytes });
      if (rows.length > 0) yield rows;
    }
  } finally {
    await items.return(undefined);
    rejects.close();
  }
}

function decoded({ format }: FilePlan, rows: TextRows) {
  if (format.kind !== 'csv' && format.kind !== 'json') throw new Error('Only text is decoded.');
  const decoder = createDecoder(format.encoding);
  return {
    piece: (bytes: Uint8Array) => rows.push(decoder.write(bytes), false, decoder.damaged),
    end: () => rows.push(decoder.end(), true, decoder.damaged),
  };
}

function counted(totalBytes: number, report: Report) {
  let count = 0;
  return {
    rows: () => count,
    *batches(rows: readonly Row[], bytes: number): Generator<readonly Row[], void, void> {
      count += rows.length;
      report({ rows: count, bytes, totalBytes });
      if (rows.length <= BATCH) {
        if (rows.length > 0) yield rows;
        return;
      }
      for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
    },
  };
}

function outcomeOf(
  rows: number,
  rejects: Rejects,
  converter: Converter,
  notes: readonly string[],
): FileOutcome {
  const filed = rejects.finish();
  return {
    rows,
    rejected: rejects.count,
    problems: rejects.kept,
    rejectedFile: filed?.path ?? null,
    nulled: converter.nulled(),
    notes:
      filed !== null && filed.rows < rejects.count ? [...notes, onlyCounted(rejects.count, filed)] : notes,
  };
}

function onlyCounted(rejected: number, { rows }: Filed): string {
  const count = (amount: number) => amount.toLocaleString('en');
  return `Of the ${count(rejected)} rejected rows the first ${count(rows)} are kept in quarantine; the others are only counted.`;
}
