import type { Hash } from 'node:crypto';
import type { Cause } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { DailySeries } from '../../insight/series/dailySeries.ts';
import { type DayNumber, readDay } from '../../insight/series/dayNumber.ts';
import type { Store } from '../../warehouse/store.ts';
import { columnsNamed } from './columnsNamed.ts';

const MOST_ROWS = 20_000;
/** A cause that lasts longer is a day written wrong, or no cause but a level. */
const LONGEST_DAYS = 3_660;
/** Each is a column of every regression. */
const MOST_CAUSES = 60;

/** What is known to have moved sales, 1 on the days of it. */
export async function readCauses(
  store: Store,
  causes: readonly Cause[],
  hashOf: (relation: string) => Hash,
  signal: AbortSignal,
): Promise<Result<DailySeries[]>> {
  const made: DailySeries[] = [];
  for (const cause of causes) {
    const days = await daysOf(store, cause, hashOf(cause.relation), signal);
    if (!days.ok) return days;
    for (const [name, marked] of days.value) made.push(asSeries(name, marked));
  }
  if (made.length <= MOST_CAUSES) return ok(made);
  return fail('BAD_INPUT', {
    message: `The study has ${made.length} causes, and at most ${MOST_CAUSES} can be told apart.`,
    next: 'Leave name out of a cause: then all its days are one.',
  });
}

async function daysOf(
  store: Store,
  cause: Cause,
  hash: Hash,
  signal: AbortSignal,
): Promise<Result<Map<string, Set<DayNumber>>>> {
  const [first, last] = 'day' in cause ? [cause.day, cause.day] : [cause.first, cause.last];
  const names = [first, last, ...(cause.name === undefined ? [] : [cause.name])];
  const columns = await columnsNamed(store, cause.relation, names, signal);
  if (!columns.ok) return columns;
  const read = await store.query(
    `select ${names.map((name) => `cast("${name}" as text)`).join(', ')} from ${store.quote(cause.relation)}`,
    [],
    { signal, priority: 'background', limit: MOST_ROWS },
  );
  if (!read.ok) return read;
  const rows = read.value.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  const found = new Map<string, Set<DayNumber>>();
  // Rows of a seed have no order: what comes of them must not hang on one.
  for (const row of rows.sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1))) {
    hash.update(`${row.join('\0')}\n`);
    const [from, to] = [readDay(row[0] ?? '')?.day, readDay(row[1] ?? '')?.day];
    if (from === undefined || to === undefined || to < from || to - from > LONGEST_DAYS)
      return fail('BAD_INPUT', {
        message: `${cause.relation} has a row from “${row[0]}” to “${row[1]}”, which are no days of a cause.`,
        next: 'Write days like 2026-11-22, the first before the last.',
        subject: cause.relation,
      });
    const name = cause.name === undefined ? cause.relation : (row[2] ?? '');
    const days = found.get(name) ?? new Set<DayNumber>();
    found.set(name, days);
    for (let day = from; day <= to; day++) days.add(day);
  }
  return ok(found);
}

function asSeries(name: string, days: ReadonlySet<DayNumber>): DailySeries {
  const sorted = [...days].sort((a, b) => a - b);
  const firstDay = sorted[0] ?? 0;
  const values = new Float64Array((sorted.at(-1) ?? firstDay) - firstDay + 1);
  for (const day of sorted) values[day - firstDay] = 1;
  return { name, firstDay, values, zone: null, notes: [] };
}
