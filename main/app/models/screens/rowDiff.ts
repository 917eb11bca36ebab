import type { RowDiff } from '../../../../shared/contract/models.ts';
import { cellOf } from '../../../../shared/domain/cell.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { quoted } from '../../../models/sql/quoted.ts';
import type { ReadOptions, Store } from '../../../warehouse/store.ts';

const EXAMPLES = 50;

/** Two sets of rows, each written so that it can stand after `from`. */
export interface Sides {
  readonly published: string;
  readonly other: string;
  readonly against: RowDiff['against'];
}

/** Rows that one side has and the other hasn't, in the columns both have. */
export async function rowDiff(store: Store, sides: Sides, options: ReadOptions): Promise<Result<RowDiff>> {
  const [before, after] = await Promise.all([
    columnsOf(store, sides.published, options),
    columnsOf(store, sides.other, options),
  ]);
  if (!before.ok) return before;
  if (!after.ok) return after;
  const columns = after.value.filter((name) => before.value.includes(name));
  if (columns.length === 0)
    return fail('MODEL_FAILED', {
      message: 'The two have no column in common, so their rows can’t be compared.',
      next: 'Look at both in the tab Columns.',
    });
  const list = columns.map(quoted).join(', ');
  const added = difference(list, sides.other, sides.published);
  const removed = difference(list, sides.published, sides.other);

  const counts = await Promise.all([added, removed].map((sql) => countOf(store, sql, options)));
  const examples = await Promise.all([added, removed].map((sql) => rowsOf(store, sql, options)));
  const [addedCount, removedCount] = counts;
  const [addedRows, removedRows] = examples;
  for (const one of [...counts, ...examples]) if (!one.ok) return one;
  if (!addedCount?.ok || !removedCount?.ok || !addedRows?.ok || !removedRows?.ok)
    throw new Error('A comparison was neither made nor refused.');
  return ok({
    against: sides.against,
    columns,
    columnsAdded: after.value.filter((name) => !before.value.includes(name)),
    columnsRemoved: before.value.filter((name) => !after.value.includes(name)),
    added: addedCount.value,
    removed: removedCount.value,
    addedRows: addedRows.value,
    removedRows: removedRows.value,
  });
}

function difference(columns: string, from: string, without: string): string {
  return `select ${columns} from ${from} except select ${columns} from ${without}`;
}

async function columnsOf(store: Store, from: string, options: ReadOptions): Promise<Result<string[]>> {
  const read = await store.query(`select * from ${from} limit 0`, [], options);
  return read.ok ? ok(read.value.columns.map(({ name }) => name)) : read;
}

async function countOf(store: Store, sql: string, options: ReadOptions): Promise<Result<number>> {
  const read = await store.query(`select count(*) from (${sql}) as d`, [], options);
  return read.ok ? ok(Number(read.value.rows[0]?.[0] ?? 0)) : read;
}

async function rowsOf(store: Store, sql: string, options: ReadOptions): Promise<Result<(string | null)[][]>> {
  const read = await store.query(`select * from (${sql}) as d limit ${EXAMPLES}`, [], options);
  if (!read.ok) return read;
  return ok(
    read.value.rows.map((row) =>
      row.map((value) => {
        const cell = cellOf(value);
        return cell === null ? null : String(cell);
      }),
    ),
  );
}

/** A query that somebody else wrote, made to stand after `from`: its last comment must not swallow the bracket. */
export function asSubquery(sql: string): string {
  return `(\n${sql.trim().replace(/;\s*$/, '')}\n) as q`;
}
