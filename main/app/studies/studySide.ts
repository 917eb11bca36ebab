import type { Hash } from 'node:crypto';
import type { Column, Value } from '../../../shared/domain/column.ts';
import { type Grain, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { seriesLabel } from '../../../shared/domain/seriesLabel.ts';
import type { SeriesRelation } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { StudySeries } from '../../insight/screen/study.ts';
import { isRefusal, refuse } from '../../insight/series/refusal.ts';
import { weeklySeries } from '../../insight/series/weeklySeries.ts';
import type { Store } from '../../warehouse/store.ts';
import { columnsNamed } from './columnsNamed.ts';
import { cellText, readSeriesPages } from './seriesPages.ts';
import { createSeriesRows, type SeriesRows } from './seriesRows.ts';
import { sharedSeries } from './sharedStudy.ts';

const MOST_SERIES = 50_000;

/** Characters: a call for each of a million rows takes longer than the hashing itself. */
const HASHED_AT_ONCE = 16_384;

/** The signals or the outcomes of a study, in the order of their names, and what each is about. */
export interface StudySide {
  readonly series: readonly StudySeries[];
  /** Of each series, in the order of the study's `about`. */
  readonly about: readonly (readonly (string | null)[])[];
  /** What each is called without platform and measure; null where nobody says. */
  readonly titles: readonly (string | null)[];
}

/** A page at a time, so that of the rows only numbers are ever held. A day without a row, or with an empty value, is missing and never 0. */
export async function readSide(
  store: Store,
  asked: SeriesRelation,
  hash: Hash,
  work: Work,
  grain: Grain = USUAL_GRAIN,
): Promise<Result<StudySide>> {
  const { about = [], label = [] } = asked;
  const others = [...about, ...label.filter((column) => !about.includes(column))];
  const columns = await columnsNamed(
    store,
    asked.relation,
    [asked.name, asked.day, asked.value, ...others],
    work.signal,
  );
  if (!columns.ok) return columns;
  const series: StudySeries[] = [];
  const told: (readonly (string | null)[])[] = [];
  const titles: (string | null)[] = [];
  let rows: SeriesRows | null = null as SeriesRows | null;
  let name = '';
  let itsAbout: readonly (string | null)[] = [];
  // As its last day calls it: a title may change, and the series stays the same.
  let itsOthers: readonly (string | null)[] = [];
  let unhashed = '';

  const finish = () => {
    if (rows === null) return;
    const words = label.map((column) => itsOthers[others.indexOf(column)] ?? null);
    const called = seriesLabel(label, words);
    const made = withoutNothing(rows.series(0, called ?? name, asked.duplicates ?? 'refuse'), asked);
    series.push(sharedSeries(keyed(grain === 'week' ? inWeeks(made, asked) : made, name, called)));
    told.push(itsAbout);
    titles.push(called === null ? null : (words[0] ?? null));
    rows = null;
  };

  const done = await readSeriesPages(
    store,
    { relation: asked.relation, columns: columns.value },
    work,
    (row) => {
      const cells = columns.value.map((column, at) => cellText(row[at] ?? null, column));
      const [its, day, value, ...rest] = cells;
      if (its == null || day == null) return withoutPlace(asked, columns.value, row);
      unhashed += `${JSON.stringify(cells)}\n`;
      if (unhashed.length >= HASHED_AT_ONCE) unhashed = hashed(hash, unhashed);
      if (rows === null || its !== name) {
        finish();
        if (series.length >= MOST_SERIES) return tooMany(asked);
        rows = createSeriesRows(1, grain === 'hour' ? grain : 'day');
        name = its;
        itsAbout = rest.slice(0, about.length);
      }
      const other = itsAbout.findIndex((cell, at) => cell !== rest[at]);
      if (other >= 0) return ofTwoMinds(asked, name, about[other] ?? '', [itsAbout[other], rest[other]]);
      itsOthers = rest;
      rows.add(day, [value ?? '']);
      return ok(undefined);
    },
  );
  if (!done.ok) return done;
  hashed(hash, unhashed);
  finish();
  return series.length > 0 ? ok({ series, about: told, titles }) : isEmpty(asked);
}

/** Leaves nothing to be hashed. */
function hashed(hash: Hash, text: string): string {
  hash.update(text);
  return '';
}

/** What was noted or refused speaks of it as people do; everything else knows it by its key. */
function keyed({ series }: StudySeries, name: string, called: string | null): StudySeries {
  const known = isRefusal(series) ? series : { ...series, name };
  return { name, series: known, ...(called !== null && { label: called }) };
}

/** Days of which nothing is known are no series, and "missing on all days" would send nobody to where it comes from. */
function withoutNothing(one: StudySeries, { relation }: SeriesRelation): StudySeries {
  if (!('values' in one.series) || one.series.values.some((value) => !Number.isNaN(value))) return one;
  return {
    ...one,
    series: refuse(
      'noRows',
      `${one.name} has days in ${relation} and no value on any of them.`,
      'Look whether its source brings values, and extract it again.',
    ),
  };
}

function inWeeks(one: StudySeries, { aggregate = 'sum', partial_weeks }: SeriesRelation): StudySeries {
  if (isRefusal(one.series)) return one;
  const options = { aggregate, partial: partial_weeks ?? 'missing' } as const;
  return { ...one, series: weeklySeries(one.series, options) };
}

function withoutPlace(
  { relation, name, day }: SeriesRelation,
  columns: readonly Column[],
  row: readonly Value[],
): Result<never> {
  const its = cellText(row[0] ?? null, columns[0]);
  return fail('BAD_INPUT', {
    message:
      its === null ? `A row in ${relation} has no ${name}.` : `A row of ${its} in ${relation} has no ${day}.`,
    next: 'Leave such rows out in the model that makes it: a day that is left out counts as not known.',
    subject: relation,
  });
}

function ofTwoMinds(
  { relation }: SeriesRelation,
  name: string,
  column: string,
  [one, other]: readonly [string | null | undefined, string | null | undefined],
): Result<never> {
  return fail('BAD_INPUT', {
    message: `${name} in ${relation} has more than one ${column}: ${one ?? 'none'} and ${other ?? 'none'}.`,
    next: `Give the series of each ${column} a name of its own in the model that makes it. If something was renamed meanwhile, build it anew for all days.`,
    subject: relation,
  });
}

function isEmpty({ relation }: SeriesRelation): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} is empty, so there is nothing to study.`,
    next: 'Extract or load its sources and build it, then run the study again.',
    subject: relation,
  });
}

function tooMany({ relation, name }: SeriesRelation): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} has more than ${MOST_SERIES.toLocaleString('en')} series.`,
    next: `Look whether its column ${name} names series.`,
    subject: relation,
  });
}
