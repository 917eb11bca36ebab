import type { Value } from '../../../shared/domain/column.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Rows, WriteSession } from '../store.ts';

/** A store outside a transaction, or a session inside one. */
export type Reader = Pick<WriteSession, 'query'>;

export interface Line {
  text(column: string): string;
  textOrNull(column: string): string | null;
  number(column: string): number;
  numberOrNull(column: string): number | null;
}

/** Lines of a table of our own, by column name. What isn't of the type asked for is a defect. */
export async function readLines(
  reader: Reader,
  sql: string,
  params: readonly Value[] = [],
): Promise<Result<Line[]>> {
  const read = await reader.query(sql, params);
  return read.ok ? ok(linesOf(read.value)) : read;
}

function linesOf({ columns, rows }: Rows): Line[] {
  const positions = new Map(columns.map(({ name }, index) => [name, index]));
  return rows.map((row) => {
    const at = (column: string): Value => row[positions.get(column) ?? -1] ?? null;
    const textOrNull = (column: string) => {
      const value = at(column);
      return value === null ? null : String(value);
    };
    const numberOrNull = (column: string) => {
      const value = at(column);
      return value === null ? null : Number(value);
    };
    return {
      textOrNull,
      numberOrNull,
      text: (column) => textOrNull(column) ?? missing(column),
      number: (column) => numberOrNull(column) ?? missing(column),
    };
  });
}

function missing(column: string): never {
  throw new Error(`A line of the loads' own tables has no ${column}.`);
}
