import type { Value } from '../../../../shared/domain/column.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Store } from '../../../warehouse/store.ts';

/** One line of a record of builds; whole numbers are plain ones here. */
export class RecordLine {
  private readonly cells: ReadonlyMap<string, Value>;

  constructor(cells: ReadonlyMap<string, Value>) {
    this.cells = cells;
  }

  text(name: string): string {
    return this.maybeText(name) ?? '';
  }

  maybeText(name: string): string | null {
    const value = this.cells.get(name) ?? null;
    return value === null ? null : String(value);
  }

  number(name: string): number {
    return this.maybeNumber(name) ?? 0;
  }

  maybeNumber(name: string): number | null {
    const value = this.cells.get(name) ?? null;
    return value === null ? null : Number(value);
  }
}

/** A screen is waiting: it comes before what nobody sees. */
export async function readRecords(
  store: Store,
  sql: string,
  params: readonly Value[] = [],
): Promise<Result<RecordLine[]>> {
  const read = await store.query(sql, params, { priority: 'interactive' });
  if (!read.ok) return read;
  const names = read.value.columns.map(({ name }) => name);
  return ok(
    read.value.rows.map((row) => new RecordLine(new Map(names.map((name, at) => [name, row[at] ?? null])))),
  );
}
