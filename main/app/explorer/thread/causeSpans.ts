import type { Annotation } from '../../../../shared/contract/explorer.ts';
import type { StudiedPair } from '../../../insight/finding/evidence.ts';
import { calledIn } from '../../../insight/series/alignPair.ts';
import type { DailySeries } from '../../../insight/series/dailySeries.ts';

/** Promotions and holidays on the calendar of a pair, each run of steps a span. */
export function causeSpans(causes: readonly DailySeries[], { known, signal }: StudiedPair): Annotation[] {
  return known.flatMap((marks, at) =>
    runs(signal.length, (t) => (marks[t] ?? 0) > 0).map(([from, to]) => ({
      ...{ kind: 'cause' as const, name: causes[at]?.name ?? '', from, to, note: null },
    })),
  );
}

/** Steps of which nothing is known of the outcome, between its first and its last: most are stock-outs. */
export function outcomeGaps(pair: StudiedPair): Annotation[] {
  const { outcome } = pair;
  const known = (value: number) => !Number.isNaN(value);
  const [first, last] = [outcome.findIndex(known), outcome.findLastIndex(known)];
  return runs(outcome.length, (t) => t > first && t < last && Number.isNaN(outcome[t])).map(([from, to]) => ({
    ...{
      kind: 'missing outcome' as const,
      name: `${calledIn(pair).outcome}: not known, or out of stock`,
      from,
      to,
    },
    note: null,
  }));
}

function runs(length: number, isOn: (t: number) => boolean): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let t = 0; t < length; t++) {
    if (!isOn(t)) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] === t - 1) last[1] = t;
    else found.push([t, t]);
  }
  return found;
}
