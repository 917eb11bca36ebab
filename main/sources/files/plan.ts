import type { Column, ColumnType } from '../../../shared/domain/column.ts';
import { type NamedColumn, normaliseNames } from '../../../shared/domain/columnName.ts';
import type { Fingerprint } from './bytes/openFile.ts';
import type { Packing } from './bytes/pieces.ts';
import type { Encoding } from './csv/decoder.ts';
import type { JsonShape } from './json/splitter.ts';
import type { Notation } from './values/reader.ts';

export type FileFormat =
  | {
      readonly kind: 'csv';
      readonly encoding: Encoding;
      readonly delimiter: string;
      readonly quote: string | null;
      readonly header: boolean;
      /** Lines before the table, such as a report's title. */
      readonly skipLines: number;
    }
  | { readonly kind: 'json'; readonly encoding: Encoding; readonly shape: JsonShape }
  | { readonly kind: 'parquet' }
  | { readonly kind: 'excel'; readonly sheet: string; readonly header: boolean };

export interface PreviewColumn extends NamedColumn, Notation {
  readonly type: ColumnType;
  /** What a person should know before they accept the guess. */
  readonly note?: string;
}

/** What a file holds, as far as its beginning tells. */
export interface Preview {
  readonly path: string;
  readonly packing: Packing;
  readonly format: FileFormat;
  /** How sure the guess of encoding, delimiter and header is, from 0 to 1; 1 where the format says it itself. */
  readonly confidence: number;
  readonly columns: readonly PreviewColumn[];
  /** The first fifty, as a person would read them. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly notes: readonly string[];
  readonly fingerprint: Fingerprint;
  /** Sheets of a workbook, or files in an archive: what may be chosen instead. */
  readonly choices: readonly string[];
}

export interface PlannedColumn extends PreviewColumn {
  readonly skip: boolean;
}

/** What a person changed about a preview's columns, by their place. */
export interface ColumnChange extends Notation {
  readonly position: number;
  readonly name?: string;
  readonly type?: ColumnType;
  readonly skip?: boolean;
}

export interface Rules {
  /** A row with too few fields. */
  readonly ragged: 'reject' | 'pad';
  /** A value that can't be read as its column's type. */
  readonly unreadable: 'reject' | 'null';
  /** An empty field of a text column. */
  readonly emptyText: 'null' | 'keep';
  /** Text with NUL characters, which PostgreSQL can't hold. */
  readonly nul: 'keep' | 'reject';
  /** A field of a JSON record that no column was planned for. */
  readonly unplanned: 'reject' | 'ignore';
}

export interface Mapping extends Partial<Rules> {
  readonly columns?: readonly ColumnChange[];
}

/** Everything needed to read one file the same way again. Plain data: it crosses threads and is kept with a source. */
export interface FilePlan {
  readonly path: string;
  readonly packing: Packing;
  readonly format: FileFormat;
  readonly fingerprint: Fingerprint;
  /** As they lie in the file, the left out ones too. */
  readonly columns: readonly PlannedColumn[];
  readonly rules: Rules;
}

const RULES: Rules = {
  ragged: 'reject',
  unreadable: 'reject',
  emptyText: 'null',
  nul: 'keep',
  unplanned: 'reject',
};

export function planFile(preview: Preview, mapping: Mapping = {}): FilePlan {
  const { columns: changes = [], ...rules } = mapping;
  const changed = preview.columns.map((column, position): PlannedColumn => {
    const change = changes.find((one) => one.position === position);
    const { position: _, skip = false, ...rest } = change ?? { position };
    return { ...column, ...rest, skip };
  });
  const kept = normaliseNames(changed.filter(({ skip }) => !skip).map(({ name }) => name));
  let used = 0;
  const columns = changed.map((column) => {
    if (column.skip) return column;
    const name = kept[used]?.name ?? column.name;
    used += 1;
    return { ...column, name };
  });
  const { path, packing, format, fingerprint } = preview;
  return { path, packing, format, fingerprint, columns, rules: { ...RULES, ...rules } };
}

/** The columns a plan's rows have, in their order. */
export function columnsOfPlan(plan: FilePlan): Column[] {
  return plan.columns
    .filter(({ skip }) => !skip)
    .map(({ name, type, original }) => ({
      name,
      type,
      nullable: true,
      ...(original === name || original === '' ? {} : { comment: original.slice(0, 200) }),
    }));
}
