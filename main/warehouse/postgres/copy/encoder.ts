import type { Row, Value } from '../../../../shared/domain/column.ts';

/** A value that can't be stored, by the number of its row. */
export interface Refusal {
  readonly row: number;
  readonly column: string;
  readonly why: string;
}

export interface Encoder {
  /** Rows as COPY takes them; written into `spare` where they fit there. */
  encode(rows: readonly Row[], spare?: ArrayBuffer): Uint8Array<ArrayBuffer> | Refusal;
  readonly rows: number;
}

/** The first value of all that can't be stored, for the reason that `whyNot` gives. */
export function refusalIn(
  rows: readonly Row[],
  before: number,
  columns: readonly string[],
  whyNot: (value: Value, at: number) => string | null,
): Refusal | null {
  for (const [index, row] of rows.entries())
    for (const [at, value] of row.entries()) {
      const why = whyNot(value, at);
      if (why !== null) return { row: before + index + 1, column: columns[at] ?? String(at + 1), why };
    }
  return null;
}
