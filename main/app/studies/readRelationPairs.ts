import type { Column, Value } from '../../../shared/domain/column.ts';
import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { type StudySeries, sideBySide } from '../../insight/screen/study.ts';
import type { Store } from '../../warehouse/store.ts';
import type { Pairs } from './readPairs.ts';
import { createSeriesRows, type SeriesRows } from './seriesRows.ts';
import { sharedSeries } from './sharedStudy.ts';

const COLUMNS = ['pair', 'day', 'signal', 'outcome'] as const;
const PAGE = 50_000;
/** A pair is a name, and what has more of them is no list of pairs. */
const MOST_PAIRS = 100_000;

interface Place {
  readonly pair: string;
  readonly day: string;
}

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
  let rows: SeriesRows | null = null;
  let name = '';
  let read = 0;

  const finish = () => {
    if (rows === null) return;
    names.push(name);
    signals.push(sharedSeries(rows.series(0, `signal of ${name}`, 'refuse')));
    outcomes.push(sharedSeries(rows.series(1, `outcome of ${name}`, 'refuse')));
    rows = null;
  };

  let from: Place | null = null;
  for (;;) {
    const page: Result<Page> = await readPage(store, relation, columns.value, from, work.signal);
    if (!page.ok) return page;
    for (const row of page.value.rows) {
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
    }
    read += page.value.rows.length;
    work.report({ step: `Reading ${relation}`, done: read, unit: 'rows' });
    if (page.value.next === null) break;
    from = page.value.next;
  }
  finish();
  if (names.length === 0) return isEmpty(relation);
  return ok({ names, study: sideBySide(signals, outcomes) });
}

interface Page {
  readonly rows: readonly (readonly Value[])[];
  /** Where the next page begins, itself included. */
  readonly next: Place | null;
}

/**
 * Ordered by the bytes of pair and day, which no server's collation changes. Rows of one pair and day may be several, which
 * is refused later with words: the last of them may not be on the page, so that the page ends before them.
 */
async function readPage(
  store: Store,
  relation: RelationName,
  columns: readonly Column[],
  from: Place | null,
  signal: AbortSignal,
): Promise<Result<Page>> {
  const bytes = store.engine === 'postgres' ? ' collate "C"' : '';
  const text = (name: string) => `(cast("${name}" as text)${bytes})`;
  const beyond =
    from === null ? '' : ` where ${text('pair')} > ? or (${text('pair')} = ? and ${text('day')} >= ?)`;
  const asked = await store.query(
    `select ${columns.map(({ name }) => `"${name}"`).join(', ')}, ${text('pair')}, ${text('day')} from ${store.quote(relation)}${beyond}
      order by ${text('pair')} nulls first, ${text('day')} nulls first limit ${PAGE + 1}`,
    from === null ? [] : [from.pair, from.pair, from.day],
    { signal, priority: 'background', limit: PAGE + 1, timeoutMs: 30 * 60_000 },
  );
  if (!asked.ok) return asked;
  const { rows } = asked.value;
  if (rows.length <= PAGE) return ok({ rows, next: null });
  const last = placeOf(rows.at(-1));
  const end = rows.findIndex((row) => placeOf(row).pair === last.pair && placeOf(row).day === last.day);
  if (end === 0) return tooManyOfOne(relation, last);
  return ok({ rows: rows.slice(0, end), next: last });
}

function placeOf(row: readonly Value[] = []): Place {
  return { pair: String(row[4]), day: String(row[5]) };
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
  const [pair, day, signal, outcome] = COLUMNS.map((_, at) => textOf(row[at] ?? null, columns[at]));
  if (pair == null || day == null || signal == null || outcome == null) return null;
  return [pair, day, signal, outcome];
}

function textOf(value: Value, column: Column | undefined): string | null {
  if (value === null) return null;
  if (column?.type.kind === 'decimal' && typeof value === 'bigint')
    return String(Number(value) / 10 ** column.type.scale);
  return String(value);
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

function tooManyOfOne(relation: RelationName, { pair, day }: Place): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} has more than ${PAGE.toLocaleString('en')} rows of ${pair} on ${day}.`,
    next: 'A pair has one row for each day: add them up in the model that makes it.',
    subject: relation,
  });
}
