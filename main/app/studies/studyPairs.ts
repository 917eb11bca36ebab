import type { Hash } from 'node:crypto';
import type { LinkedPairs, StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { StudySeries } from '../../insight/screen/study.ts';
import { refuse } from '../../insight/series/refusal.ts';
import type { Store } from '../../warehouse/store.ts';
import { columnsNamed } from './columnsNamed.ts';
import type { StudySide } from './studySide.ts';

/** A study of more is a mistake in the relation that links them. */
export const MOST_PAIRS = 200_000;

export interface Sides {
  readonly signals: StudySide;
  readonly outcomes: StudySide;
  /** Null: every signal meets every outcome. */
  readonly pairs: Uint32Array | null;
}

/** Links of which one side has no series are pairs too: refused ones, that say what is missing. */
export async function linkSides(
  store: Store,
  study: StudyFile,
  linked: LinkedPairs,
  { signals, outcomes }: Omit<Sides, 'pairs'>,
  hash: Hash,
  signal: AbortSignal,
): Promise<Result<Sides>> {
  const links = await readLinks(store, linked, signal);
  if (!links.ok) return links;
  if (links.value.length === 0)
    return fail('BAD_INPUT', {
      message: `${linked.relation} links nothing${linked.where === undefined ? '' : ` where ${linked.where}`}.`,
      next: 'Accept what belongs together there, or leave pairs out: then every signal meets every outcome.',
      subject: linked.relation,
    });
  const left = byAbout(signals, study.signals, linked.signal);
  const right = byAbout(outcomes, study.outcomes, linked.outcome);
  const pairs = new Set<string>();
  for (const [one, other] of links.value) {
    hash.update(`${JSON.stringify([one, other])}\n`);
    for (const x of left.of(one)) for (const y of right.of(other)) pairs.add(`${x} ${y}`);
    if (pairs.size > MOST_PAIRS) return tooMany(linked);
  }
  const sorted = [...pairs]
    .map((pair) => pair.split(' ').map(Number) as [number, number])
    .sort(([a, b], [c, d]) => a - c || b - d);
  return ok({ signals: left.side(), outcomes: right.side(), pairs: Uint32Array.from(sorted.flat()) });
}

/** The places of the series that are about a value; one that is missing is made, as a series that is refused. */
function byAbout(side: StudySide, { about = [], relation }: StudyFile['signals'], column: string) {
  const at = about.indexOf(column);
  const places = new Map<string, number[]>();
  side.about.forEach((told, place) => {
    const value = told[at];
    if (value != null) places.set(value, [...(places.get(value) ?? []), place]);
  });
  const series: StudySeries[] = [...side.series];
  const told = [...side.about];
  const titles = [...side.titles];
  return {
    of(value: string): readonly number[] {
      const known = places.get(value);
      if (known !== undefined) return known;
      const name = `${column} ${value}`;
      const next = `Extract its source, or take ${name} out of the links.`;
      series.push({ name, series: refuse('noRows', `There are no days of ${name} in ${relation}.`, next) });
      told.push(about.map((_, place) => (place === at ? value : null)));
      titles.push(null);
      places.set(value, [series.length - 1]);
      return [series.length - 1];
    },
    side: (): StudySide => ({ series, about: told, titles }),
  };
}

async function readLinks(
  store: Store,
  { relation, signal: left, outcome: right, where }: LinkedPairs,
  signal: AbortSignal,
): Promise<Result<readonly (readonly [string, string])[]>> {
  const condition = where === undefined ? null : conditionOf(where);
  const columns = await columnsNamed(
    store,
    relation,
    [left, right, ...(condition === null ? [] : [condition.column])],
    signal,
  );
  if (!columns.ok) return columns;
  const only =
    condition === null
      ? ''
      : ` and cast("${condition.column}" as text) in (${condition.values.map(() => '?').join(', ')})`;
  const read = await store.query(
    `select distinct cast("${left}" as text), cast("${right}" as text) from ${store.quote(relation)}
      where "${left}" is not null and "${right}" is not null${only}`,
    condition?.values ?? [],
    { signal, priority: 'background', limit: MOST_PAIRS },
  );
  if (!read.ok) return read;
  const links = read.value.rows.map(([one, other]) => [String(one), String(other)] as const);
  // Not by the server: its collation is not the other engine's.
  const keyed = links.map((link) => [JSON.stringify(link), link] as const);
  return ok(keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link));
}

/** Of the one form that the schema of a study allows. */
export function conditionOf(where: string): { column: string; values: readonly string[] } {
  const [column = '', list = ''] = where.split(/ in (.*)/s);
  const values = [...list.matchAll(/'([^']*)'|([\w-]+)/g)].map((found) => found[1] ?? found[2] ?? '');
  return { column, values };
}

function tooMany({ relation }: LinkedPairs): Result<never> {
  return fail('BAD_INPUT', {
    message: `${relation} links more than ${MOST_PAIRS.toLocaleString('en')} pairs.`,
    next: 'Study fewer of them: name a condition under where.',
    subject: relation,
  });
}
