import type { Column, Value } from '../../../shared/domain/column.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { type StudySeries, sideBySide } from '../../insight/screen/study.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Pairs } from './readPairs.ts';
import { cellText, readSeriesPages } from './seriesPages.ts';
import { createSeriesRows, type SeriesRows } from './seriesRows.ts';
import { sharedSeries } from './sharedStudy.ts';

const COLUMNS = ['pair', 'day', 'signal', 'outcome'] as const;
/** A pair is a name, and what has more of them is no list of pairs. */
const MOST_PAIRS = 100_000;

/**
 * The pairs of a relation with a row for each day of each, as `readPairs` takes them from a file: in the order of their names, a
 * page at a time, so that of the rows only numbers are ever held.
 */
export async function readRelationPairs(
  store: Store,
  relation: RelationName,
  work: Work,
): Promise<Result<Pairs>> {
  const columns = await columnsOf(store, relation, work.signal);
  if (!columns.ok) return columns;
  const names: string[] = [];
  const signals: StudySeries[] = [];
  const outcomes: StudySeries[] = [];
  let rows: SeriesRows | null = null as SeriesRows | null;
  let name = '';

  const finish = () => {
    if (rows === null) return;
    names.push(name);
    signals.push(sharedSeries(rows.series(0, `signal of ${name}`, 'refuse')));
    outcomes.push(sharedSeries(rows.series(1, `outcome of ${name}`, 'refuse')));
    rows = null;
  };

  const done = await readSeriesPages(store, { relation, columns: columns.value }, work, (row) => {
    const written = textsOf(row, columns.value);
    if (written === null) return hasNulls(relation, row);
    const [pair, day, ...values] = written;
    if (rows === null || pair !== name) {
      finish();
      if (names.length >= MOST_PAIRS) return tooMany(relation);
      rows = createSeriesRows(2);
      name = pair;
    }
    rows.add(day, values);
    return ok(undefined);
  });
  if (!done.ok) return done;
  finish();
  if (names.length === 0) return isEmpty(relation);
  return ok({ names, study: sideBySide(signals, outcomes) });
}

async function columnsOf(
  store: Store,
  relation: RelationName,
  signal: AbortSignal,
): Promise<Result<readonly Column[]>> {
  const there = await store.describe(relation, { signal });
  if (!there.ok) return there;
  if (there.value === null)
    return fail('BAD_INPUT', {
      message: `There is no relation ${relation}.`,
      next: 'Build or load it before it is studied, or correct its name in the step.',
      subject: relation,
    });
  const { columns } = there.value;
  const found = COLUMNS.map((name) => columns.find((column) => column.name === name));
  const missing = COLUMNS.filter((_, at) => found[at] === undefined);
  if (missing.length > 0)
    return fail('BAD_INPUT', {
      message: `${relation} has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}: a study needs pair, day, signal and outcome, and it has ${columns.map(({ name }) => name).join(', ') || 'none'}.`,
      next: 'Give its columns these names in the model that makes it.',
      subject: relation,
    });
  return ok(found.filter((column): column is Column => column !== undefined));
}

function textsOf(
  row: readonly Value[],
  columns: readonly Column[],
): readonly [string, string, string, string] | null {
  const [pair, day, signal, outcome] = COLUMNS.map((_, at) => cellText(row[at] ?? null, columns[at]));
  if (pair == null || day == null || signal == null || outcome == null) return null;
  return [pair, day, signal, outcome];
}

function hasNulls(relation: RelationName, row: readonly Value[]): Result<never> {
  const missing = COLUMNS.filter((_, at) => row[at] === null || row[at] === undefined);
  const [pair, day] = row;
  const where =
    pair === null || pair === undefined
      ? 'A row'
      : `The row of ${String(pair)}${day === null || day === undefined ? '' : `, ${String(day)},`}`;
  return fail('BAD_INPUT', {
    message: `${where} in ${relation} has no ${missing.join(' and no ')}.`,
    next: 'Leave such rows out in the model that makes it: a day that is left out counts as not known.',
    subject: relation,
  });
}

function isEmpty(relation: RelationName): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} is empty, so there is nothing to study.`,
    next: 'Look at the model or the load that fills it.',
    subject: relation,
  });
}

function tooMany(relation: RelationName): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} has more than ${MOST_PAIRS.toLocaleString('en')} pairs.`,
    next: 'Look whether its column pair names pairs, and study fewer of them at a time.',
    subject: relation,
  });
}
