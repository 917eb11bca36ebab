import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { Study } from '../../insight/screen/study.ts';
import { type DayNumber, readDay } from '../../insight/series/dayNumber.ts';
import { isRefusal } from '../../insight/series/refusal.ts';

/** The last day that a series of the study knows anything of; null where none does. */
export function lastKnownDay({ signals, outcomes }: Study): DayNumber | null {
  let last: DayNumber | null = null;
  for (const { series } of [...signals, ...outcomes]) {
    if (isRefusal(series)) continue;
    const at = series.values.findLastIndex((value) => !Number.isNaN(value));
    if (at >= 0) last = Math.max(last ?? Number.NEGATIVE_INFINITY, series.firstDay + at);
  }
  return last;
}

/** A plan or a typing mistake may lie ahead of today. */
export function noLaterThan(last: DayNumber, today: string): DayNumber {
  return Math.min(last, readDay(today)?.day ?? last);
}

export function asOfSentence(asOf: string, today: string): string {
  const day = dayWords(asOf);
  const behind = (readDay(today)?.day ?? 0) - (readDay(asOf)?.day ?? 0);
  if (behind <= 0) return `Today is ${day}.`;
  if (behind === 1) return `The data reach to ${day}, yesterday: days are counted from there.`;
  return `The data end on ${day}, ${behind.toLocaleString('en')} days ago: that day counts as today here.`;
}
