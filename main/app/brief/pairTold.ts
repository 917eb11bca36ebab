import type { PairTold } from '../../../shared/contract/brief.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import { calledOf } from '../../insight/screen/study.ts';
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
  const [trend, product] = [value('trend'), value('product')];
  const [one, other] = [calledAs(data.signals, signal), calledAs(data.outcomes, outcome)];
  return {
    ...{ signal, outcome, signalLabel: one.label, outcomeLabel: other.label },
    ...{ platform: value('platform'), category: value('category'), trend, product },
    trendLabel: trend === null ? null : (one.title ?? trend),
    productLabel: product === null ? null : (other.title ?? product),
  };
}

function calledAs({ series, titles }: StudySide, name: string) {
  const at = series.findIndex((one) => one.name === name);
  return { label: calledOf(series[at] ?? { name }), title: titles[at] ?? null };
}

function namedValues(
  about: readonly string[],
  { series, about: values }: StudySide,
  name: string,
): (readonly [string, string | null])[] {
  const at = series.findIndex((one) => one.name === name);
  return about.map((column, place) => [column, values[at]?.[place] ?? null] as const);
}
