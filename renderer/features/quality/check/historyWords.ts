import type { Formats } from '../../../app/createFormats.ts';

export interface HistoryCounts {
  readonly asked: number;
  readonly failed: number;
  /** Rows that spoke against it at the worst. */
  readonly most: number;
  readonly since: string;
}

/** What the line of a check's history shows, in a sentence. */
export function historyWords(
  { asked, failed, most, since }: HistoryCounts,
  { number, instant }: Pick<Formats, 'number' | 'instant'>,
): string {
  const verdicts = `${number(asked)} ${asked === 1 ? 'verdict' : 'verdicts'} since ${instant(since)}`;
  if (failed === 0) return `${verdicts}: none spoke against it.`;
  return `${verdicts}: ${number(failed)} spoke against it, with at most ${number(most)} ${most === 1 ? 'row' : 'rows'}.`;
}
