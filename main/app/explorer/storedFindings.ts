import type { AskedFindings, FindingLine, FindingsPage, Verdict } from '../../../shared/contract/explorer.ts';
import { VERDICTS } from '../../../shared/contract/explorer.ts';
import type { Value } from '../../../shared/domain/column.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { byBytes } from '../studies/byBytes.ts';
import { columnsNamed } from '../studies/columnsNamed.ts';
import { labelsRead } from '../studies/run/labelsRead.ts';
import type { ReadyStudy } from '../studies/studyFiles.ts';

const TAKE = 100;
const COLUMNS = [
  ...['signal', 'outcome', 'verdict', 'lead', 'lead_from', 'lead_to', 'r', 'p', 'q', 'days'],
  ...['stability', 'actionable_days', 'sentence'],
] as const;
const TEXT_COLUMNS = new Set<string>(['signal', 'outcome', 'verdict', 'sentence']);
const ORDERS: Readonly<Record<NonNullable<AskedFindings['sort']>, readonly [column: string, down: boolean]>> =
  {
    strength: ['"strength"', true],
    lead: ['"lead"', false],
    actionable: ['"actionable_days"', true],
    q: ['"q"', false],
    stability: ['"stability"', true],
    signal: ['"signal"', false],
    outcome: ['"outcome"', false],
  };

/** By `keyOf` of signal and outcome. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** What the last run of a study wrote into the relation of its findings. */
export interface StoredFindings {
  page(asked: AskedFindings, version: number | null, signal?: AbortSignal): Promise<Result<FindingsPage>>;
  /** Null where it has none. */
  one(pair: { signal: string; outcome: string }, signal?: AbortSignal): Promise<Result<FindingLine | null>>;
  verdicts(signal?: AbortSignal): Promise<Result<Verdicts>>;
}

interface Readable {
  readonly select: string;
  /** SQL for how signal and outcome are called. */
  readonly labels: readonly [string, string];
}

export function keyOf(signal: string, outcome: string): string {
  return JSON.stringify([signal, outcome]);
}

export function storedFindings({ name, study }: ReadyStudy, store: Store): StoredFindings {
  const about = aboutOf(study);
  const table = store.quote(study.into);
  const fields = [...COLUMNS, ...about];

  /** What is read of it: labels where it has some. */
  async function there(signal: AbortSignal = new AbortController().signal): Promise<Result<Readable>> {
    const columns = await columnsNamed(store, study.into, ['study', ...fields, 'strength'], signal);
    if (columns.ok) {
      const relation = await store.describe(study.into, { signal });
      if (!relation.ok) return relation;
      const labels = labelsRead(relation.value);
      return ok({ labels, select: [...fields.map((field) => `"${field}"`), ...labels].join(', ') });
    }
    if (columns.failure.code !== 'BAD_INPUT') return columns;
    return fail('BAD_INPUT', {
      message: columns.failure.message,
      next: `Run the study ${name} again: it writes ${study.into} anew.`,
      subject: study.into,
    });
  }

  return {
    async page(asked, version, signal) {
      if (version === null)
        return ok({
          ...{ lines: [], total: 0, counts: {}, version },
          problem: {
            message: `The study ${name} has not been run, so it has found nothing yet.`,
            next: 'Run it: then its findings stand here.',
          },
        });
      const found = await there(signal);
      if (!found.ok) return found;
      const { select, labels } = found.value;
      const where = conditions(name, asked, about, labels);
      if (!where.ok) return where;
      const counted = await store.query(
        `select "verdict", count(*) from ${table} where ${where.value.text} group by "verdict"`,
        where.value.values,
        signal && { signal },
      );
      if (!counted.ok) return counted;
      const counts: Partial<Record<Verdict, number>> = {};
      for (const [verdict, count] of counted.value.rows) counts[verdictOf(verdict)] = Number(count);
      const wanted: readonly Verdict[] = asked.verdicts?.length ? asked.verdicts : VERDICTS;
      const { sort = 'strength', skip = 0, take = TAKE } = asked;
      const [column, down] = ORDERS[sort];
      const ordered = sort === 'signal' || sort === 'outcome' ? `${column}${byBytes(store)}` : column;
      const read = await store.query(
        `select ${select} from ${table} where ${where.value.text} and "verdict" in (${wanted.map(() => '?').join(', ')})
          order by case when ${column} is null then 1 else 0 end, ${ordered} ${(asked.descending ?? down) ? 'desc' : 'asc'},
            "signal"${byBytes(store)}, "outcome"${byBytes(store)}
          limit ${take} offset ${skip}`,
        [...where.value.values, ...wanted],
        signal && { signal },
      );
      if (!read.ok) return read;
      const lines = read.value.rows.map((row) => lineOf(row, about));
      const total = wanted.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
      return ok({ lines, total, counts, version, problem: total > 0 ? null : nothing(name, counts) });
    },

    async one(pair, signal) {
      const found = await there(signal);
      if (!found.ok) return ok(null);
      const read = await store.query(
        `select ${found.value.select} from ${table} where "study" = ? and "signal" = ? and "outcome" = ? limit 1`,
        [name, pair.signal, pair.outcome],
        signal && { signal },
      );
      if (!read.ok) return read;
      const [row] = read.value.rows;
      return ok(row === undefined ? null : lineOf(row, about));
    },

    async verdicts(signal) {
      const all = new Map<string, Verdict>();
      const found = await there(signal);
      if (!found.ok) return ok(all);
      const PAGE = 20_000;
      for (let skip = 0; ; skip += PAGE) {
        const read = await store.query(
          `select "signal", "outcome", "verdict" from ${table} where "study" = ?
            order by "signal"${byBytes(store)}, "outcome"${byBytes(store)} limit ${PAGE} offset ${skip}`,
          [name],
          signal && { signal },
        );
        if (!read.ok) return read;
        const { rows } = read.value;
        for (const [one, other, verdict] of rows)
          all.set(keyOf(String(one), String(other)), verdictOf(verdict));
        if (rows.length < PAGE) return ok(all);
      }
    },
  };
}

function conditions(
  study: string,
  { about: asked = {}, text }: AskedFindings,
  known: readonly string[],
  labels: Readable['labels'],
): Result<{ text: string; values: string[] }> {
  const parts = ['"study" = ?'];
  const values: string[] = [study];
  for (const [column, value] of Object.entries(asked)) {
    // Only names that the study's file has reach the statement.
    if (!known.includes(column))
      return fail('BAD_INPUT', {
        message: `The study ${study} says nothing about ${column}: it tells ${known.join(', ') || 'nothing'} of its series.`,
        next: 'Leave that filter out, or name the column under about in the study.',
        subject: column,
      });
    parts.push(`"${column}" = ?`);
    values.push(value);
  }
  const part = text?.trim().toLowerCase() ?? '';
  if (part !== '') {
    const places = ['"signal"', '"outcome"', ...labels];
    parts.push(`(${places.map((place) => `lower(${place}) like ? escape '!'`).join(' or ')})`);
    const pattern = `%${part.replace(/[!%_]/g, '!$&')}%`;
    values.push(...places.map(() => pattern));
  }
  return ok({ text: parts.join(' and '), values });
}

function nothing(study: string, counts: FindingsPage['counts']) {
  const others = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return others > 0
    ? {
        message: `None of the ${others} findings that fit the other filters has one of these verdicts.`,
        next: 'Choose other verdicts. That there is no trustworthy lead is an answer too.',
      }
    : {
        message: `Nothing that the study ${study} found fits these filters.`,
        next: 'Take a filter away, or run the study again after its links have changed.',
      };
}

function lineOf(row: readonly Value[], about: readonly string[]): FindingLine {
  const cell = (name: string) => row[(COLUMNS as readonly string[]).indexOf(name)] ?? null;
  const number = (name: (typeof COLUMNS)[number]) => {
    const value = TEXT_COLUMNS.has(name) ? null : cell(name);
    return value === null || !Number.isFinite(Number(value)) ? null : Number(value);
  };
  return {
    ...{ signal: String(cell('signal')), outcome: String(cell('outcome')) },
    ...{ signalLabel: String(row.at(-2)), outcomeLabel: String(row.at(-1)) },
    about: Object.fromEntries(
      about.map((name, at) => {
        const value = row[COLUMNS.length + at] ?? null;
        return [name, value === null ? null : String(value)];
      }),
    ),
    verdict: verdictOf(cell('verdict')),
    ...{ lead: number('lead'), from: number('lead_from'), to: number('lead_to') },
    ...{ r: number('r'), p: number('p'), q: number('q'), days: number('days') },
    ...{ stability: number('stability'), actionableDays: number('actionable_days') },
    sentence: String(cell('sentence') ?? ''),
  };
}

function verdictOf(value: Value | undefined): Verdict {
  return VERDICTS.find((verdict) => verdict === value) ?? 'refused';
}

export function aboutOf({ signals, outcomes }: StudyFile): string[] {
  return [...(signals.about ?? []), ...(outcomes.about ?? [])];
}
