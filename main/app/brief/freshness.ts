import type { Freshness } from '../../../shared/contract/brief.ts';
import type { SourceBand } from '../../../shared/contract/quality.ts';
import type { SourceCard } from '../../../shared/contract/sources.ts';
import { dayWords } from '../../../shared/domain/dayWords.ts';
import { inputsOf, type StudyFile } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import type { Store } from '../../warehouse/store.ts';
import { writtenDatasets } from '../pipelines/datasets.ts';

/** Hours after which what comes daily is late, and days by which a daily series may lag. */
export const LATE_HOURS = 36;
export const LATE_DAYS = 3;

export function sourceFreshness(card: SourceCard, now: Date): Freshness {
  const ended = card.streams.flatMap(({ last }) => (last === null ? [] : [last]));
  const at =
    ended
      .map((one) => one.at)
      .sort()
      .at(-1) ?? null;
  const base = { kind: 'source' as const, name: card.name, at, lastDay: null };
  if (card.problem !== null)
    return { ...base, state: 'waiting', sentence: `${card.problem.message} ${card.problem.next}`.trim() };
  if (at === null)
    return {
      ...base,
      state: 'never',
      sentence: `${card.name} was never extracted. Extract it on the Sources screen.`,
    };
  const failed = ended.find(({ status }) => status === 'failed');
  if (failed !== undefined) {
    const why = failed.failures[0];
    return {
      ...base,
      state: 'failed',
      sentence:
        `The last extraction of ${card.name} failed${why ? `: ${why.message} ${why.next}` : '.'}`.trim(),
    };
  }
  const hours = hoursSince(at, now);
  return hours > LATE_HOURS
    ? {
        ...base,
        state: 'stale',
        sentence: `${card.name} brought nothing for ${ageWords(hours)}. Extract it again.`,
      }
    : { ...base, state: 'fresh', sentence: `${card.name} was extracted ${ageWords(hours)} ago.` };
}

/** What files or demo data brought into RAW. */
export function bandFreshness({ relation, newestAt, sinceHours, late }: SourceBand): Freshness {
  const base = { kind: 'file' as const, name: relation, at: newestAt, lastDay: null };
  if (newestAt === null)
    return { ...base, state: 'never', sentence: `Nothing was loaded into ${relation} yet.` };
  const age = ageWords(sinceHours ?? 0);
  return late
    ? {
        ...base,
        state: 'stale',
        sentence: `${relation} usually comes more often: the last rows came ${age} ago.`,
      }
    : { ...base, state: 'fresh', sentence: `${relation} was loaded ${age} ago.` };
}

/** The relations that a study reads: when each was made, and the last day it speaks of. */
export async function relationFreshness(
  store: Store,
  study: StudyFile,
  today: string,
): Promise<Result<Freshness[]>> {
  const written = await writtenDatasets(store, inputsOf(study));
  if (!written.ok) return written;
  const told: Freshness[] = [];
  const sides = [study.signals, study.outcomes];
  for (const relation of inputsOf(study)) {
    const there = await store.describe(relation, { priority: 'interactive' });
    if (!there.ok) return there;
    const base = { kind: 'relation' as const, name: relation, at: written.value.get(relation)?.at ?? null };
    if (there.value === null) {
      const sentence = `${relation} isn’t there. Build its models.`;
      told.push({ ...base, lastDay: null, state: 'never', sentence });
      continue;
    }
    const side = sides.find((one) => one.relation === relation);
    const day = side === undefined ? ok(null) : await lastDayIn(store, relation, side.day);
    if (!day.ok) return day;
    const behind = day.value === null ? 0 : dayNumber(today) - dayNumber(day.value);
    told.push({
      ...base,
      lastDay: day.value,
      state: behind > LATE_DAYS ? 'stale' : 'fresh',
      sentence:
        day.value === null
          ? `${relation} was made${base.at === null ? '' : ` on ${dayWords(base.at.slice(0, 10))}`}.`
          : `${relation} reaches to ${dayWords(day.value)}${behind > LATE_DAYS ? `, ${behind.toLocaleString('en')} days ago. Extract or load what came since, and build` : ''}.`,
    });
  }
  return ok(told);
}

async function lastDayIn(
  store: Store,
  relation: StudyFile['signals']['relation'],
  column: string,
): Promise<Result<string | null>> {
  const read = await store.query(`select max(cast("${column}" as text)) from ${store.quote(relation)}`, [], {
    priority: 'interactive',
  });
  if (!read.ok) return read;
  const [last] = read.value.rows[0] ?? [];
  const day = last == null ? null : String(last).slice(0, 10);
  return ok(day !== null && readDay(day) !== null ? day : null);
}

function dayNumber(day: string): number {
  return readDay(day)?.day ?? 0;
}

function hoursSince(at: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(at)) / 3_600_000);
}

function ageWords(hours: number): string {
  if (hours < 1) return 'less than an hour';
  const whole = Math.floor(hours);
  if (whole < 48) return `${whole} ${whole === 1 ? 'hour' : 'hours'}`;
  return `${Math.floor(whole / 24)} days`;
}
