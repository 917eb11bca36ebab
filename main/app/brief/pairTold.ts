import type { PairTold } from '../../../shared/contract/brief.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import type { StudyData } from '../studies/studySeries.ts';
import type { StudySide } from '../studies/studySide.ts';

/** What the study tells of a pair, by the names that screens know: platform, category, trend, product. */
export function pairTold(
  { signals, outcomes }: StudyFile,
  data: Pick<StudyData, 'signals' | 'outcomes'>,
  { signal, outcome }: { readonly signal: string; readonly outcome: string },
): PairTold {
  const told = new Map([
    ...namedValues(outcomes.about ?? [], data.outcomes, outcome),
    ...namedValues(signals.about ?? [], data.signals, signal),
  ]);
  const value = (name: string) => told.get(name) ?? null;
  return {
    ...{
      signal,
      outcome,
      signalLabel: signal,
      outcomeLabel: outcome,
      platform: value('platform'),
      category: value('category'),
    },
    ...{ trend: value('trend'), product: value('product') },
    ...{ trendLabel: value('trend'), productLabel: value('product') },
  };
}

function namedValues(
  about: readonly string[],
  { series, about: values }: StudySide,
  name: string,
): (readonly [string, string | null])[] {
  const at = series.findIndex((one) => one.name === name);
  return about.map((column, place) => [column, values[at]?.[place] ?? null] as const);
}
