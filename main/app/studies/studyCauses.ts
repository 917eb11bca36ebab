import type { Hash } from 'node:crypto';
import { type Grain, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { Cause } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { hourOf, type StepNumber, weekOf } from '../../insight/grain/stepNumber.ts';
import type { DailySeries } from '../../insight/series/dailySeries.ts';
import { type DayNumber, readDay } from '../../insight/series/dayNumber.ts';
import type { Store } from '../../warehouse/store.ts';
import { columnsNamed } from './columnsNamed.ts';

const MOST_ROWS = 20_000;
/** A cause that lasts longer is a day written wrong, or no cause but a level. */
const LONGEST_DAYS = 3_660;
/** Each is a column of every regression. */
const MOST_CAUSES = 60;

/** What is known to have moved sales: 1 on the days or hours of it, and of a week the share of its days. */
export async function readCauses(
  store: Store,
  causes: readonly Cause[],
  hashOf: (relation: string) => Hash,
  signal: AbortSignal,
  grain: Grain = USUAL_GRAIN,
): Promise<Result<DailySeries[]>> {
  const made: DailySeries[] = [];
  for (const cause of causes) {
    const days = await daysOf(store, cause, hashOf(cause.relation), signal, grain);
    if (!days.ok) return days;
    for (const [name, marked] of days.value) made.push(asSeries(name, marked, grain));
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
  grain: Grain,
): Promise<Result<Map<string, Set<StepNumber>>>> {
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
  const found = new Map<string, Set<StepNumber>>();
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
    const marked = found.get(name) ?? new Set<StepNumber>();
    found.set(name, marked);
    const [first, last] = grain === 'hour' ? hoursOf([row[0] ?? '', from], [row[1] ?? '', to]) : [from, to];
    for (let step = first; step <= last; step++) marked.add(step);
  }
  return ok(found);
}

/** A day is its 24 hours of UTC; an instant is the hour that it lies in. */
function hoursOf(
  [firstText, firstDay]: readonly [string, DayNumber],
  [lastText, lastDay]: readonly [string, DayNumber],
): readonly [StepNumber, StepNumber] {
  return [hourOf(firstText, firstDay) ?? 24 * firstDay, hourOf(lastText, lastDay) ?? 24 * lastDay + 23];
}

const SHARE_OF_WEEK = 1 / 7;

/** Of weeks, days are given: each is a seventh of its week. */
function asSeries(name: string, marked: ReadonlySet<StepNumber>, grain: Grain): DailySeries {
  const sorted = [...marked].sort((a, b) => a - b);
  const stepOf = (mark: number) => (grain === 'week' ? weekOf(mark) : mark);
  const firstDay = stepOf(sorted[0] ?? 0);
  const values = new Float64Array(stepOf(sorted.at(-1) ?? 0) - firstDay + 1);
  for (const mark of sorted) {
    const at = stepOf(mark) - firstDay;
    values[at] = grain === 'week' ? (values[at] as number) + SHARE_OF_WEEK : 1;
  }
  const series = { name, firstDay, values, zone: null, notes: [] };
  return grain === 'day' ? series : { ...series, grain };
}
