import type { ColumnType, Row } from '../../../../shared/domain/column.ts';

/** What a column holds about people and shops: what an anonymised package has to do with it. */
export type Holds = 'name' | 'free text' | 'age' | 'income' | 'count' | 'money' | 'lineage' | 'figure';

export interface RowColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly holds: Holds;
  readonly told: string;
}

/** A table of the package. */
export interface RowSet {
  /** As its sheet is called; at most 24 characters, so that a number fits behind. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly RowColumn[];
  readonly count: number;
  /** Null: too many to be handed over, and asked for in pages by its name. */
  readonly rows: readonly Row[] | null;
}

/** Pages of a set that came without its rows. */
export type RowsOf = (set: string) => AsyncIterable<readonly Row[]>;

/** What a sheet of rows is named after, told of where its columns stand. */
export function columnOf(set: Pick<RowSet, 'columns'>, name: string): RowColumn | undefined {
  return set.columns.find((column) => column.name === name);
}
