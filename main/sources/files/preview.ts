import { normaliseNames } from '../../../shared/domain/columnName.ts';
import { type OpenFile, openFile } from './bytes/openFile.ts';
import { beginningOf, type Packing } from './bytes/pieces.ts';
import type { Encoding } from './csv/decoder.ts';
import { previewCsv } from './csv/preview.ts';
import { previewJson } from './json/preview.ts';
import type { FileFormat, Preview, PreviewColumn } from './plan.ts';
import { type Kind, recognise } from './recognise.ts';
import readTable, { type TableColumn } from './tables.ts';
import { unreadable } from './trouble.ts';
import { guessType } from './types.ts';
import { textOf } from './values/reader.ts';

/** What a person chose instead of the guess. */
export interface PreviewOptions {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly header?: boolean;
  readonly skipLines?: number;
  readonly sheet?: string;
  /** Which file of a zip archive. */
  readonly entry?: string;
}

/** What the reader of one format found out. */
export interface Glimpse {
  readonly format: FileFormat;
  readonly confidence: number;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly unknown[])[];
  readonly notes: readonly string[];
  readonly choices?: readonly string[];
}

export interface PreviewOrder {
  readonly path: string;
  readonly options: PreviewOptions;
}

const SAMPLE = 1024 ** 2;
const SHOWN = 50;
const JUDGED = 1_000;
const LONGEST_SHOWN = 500;

/** Runs confined, see `isolated/isolate.ts`. */
export default async function* look({ path, options }: PreviewOrder): AsyncGenerator<Preview, void, void> {
  const file = openFile(path);
  try {
    if (file.fingerprint.bytes === 0)
      throw unreadable(path, `${path} is empty.`, 'Check that the program that wrote it has finished.');
    const { packing, kind, choices } = await recognise(file, options.entry);
    const glimpse = await glimpseOf(file, packing, kind, options);
    file.assertUnchanged();
    yield previewOf(file, packing, { choices, ...glimpse });
  } finally {
    file.close();
  }
}

async function glimpseOf(
  file: OpenFile,
  packing: Packing,
  kind: Kind,
  options: PreviewOptions,
): Promise<Glimpse> {
  if (kind === 'parquet' || kind === 'excel') return glimpseOfTable(file, packing, kind, options);
  const { bytes, whole } = await beginningOf(file, packing, SAMPLE);
  return kind === 'json'
    ? previewJson(file.path, bytes, whole, options)
    : previewCsv(file.path, bytes, whole, options);
}

async function glimpseOfTable(
  file: OpenFile,
  packing: Packing,
  format: 'parquet' | 'excel',
  { sheet, header }: PreviewOptions,
): Promise<Glimpse> {
  const items = readTable({
    path: file.path,
    expected: file.fingerprint,
    packing,
    format,
    mostRows: JUDGED,
    header: header ?? null,
    ...(sheet === undefined ? {} : { sheet }),
  });
  const rows: (readonly unknown[])[] = [];
  let found: Omit<Glimpse, 'rows' | 'notes' | 'confidence'> | null = null;
  for (;;) {
    const { done, value } = await items.next();
    if (done) {
      if (found === null) throw new Error('A table ended before it began.');
      return { ...found, rows, notes: value.notes, confidence: 1 };
    }
    if ('rows' in value) rows.push(...value.rows);
    else
      found = {
        columns: value.columns,
        format:
          format === 'parquet'
            ? { kind: 'parquet' }
            : { kind: 'excel', sheet: value.sheet ?? '', header: value.header },
        ...(format === 'excel' ? { choices: value.sheets } : {}),
      };
  }
}

function previewOf(file: OpenFile, packing: Packing, glimpse: Glimpse): Preview {
  const { path, fingerprint } = file;
  const { format, confidence, notes, choices = [] } = glimpse;
  if (glimpse.columns.length === 0)
    throw unreadable(
      path,
      `${path} holds no columns.`,
      'Choose another sheet or file, or say where the table begins.',
    );
  const judged = glimpse.rows.slice(0, JUDGED);
  const named = normaliseNames(glimpse.columns.map(({ original }) => original));
  const columns = named.map((one, at): PreviewColumn => {
    const stated = glimpse.columns[at];
    if (stated?.type)
      return { ...one, type: stated.type, ...(stated.note === undefined ? {} : { note: stated.note }) };
    return { ...one, ...guessType(judged.map((row) => row[at])) };
  });
  const rows = glimpse.rows.slice(0, SHOWN).map((row) => columns.map((_, at) => shown(row[at])));
  return { path, packing, format, confidence, columns, rows, notes, fingerprint, choices };
}

function shown(raw: unknown): string | null {
  const text = textOf(raw);
  return text !== null && text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
