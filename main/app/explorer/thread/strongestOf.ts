import type { ScreenChunk, Screener } from '../../../insight/screen/screenPairs.ts';
import { JUDGED } from '../../../insight/screen/screenState.ts';
import { placeOf, type Study, type StudySeries } from '../../../insight/screen/study.ts';
import { isRefusal } from '../../../insight/series/refusal.ts';
import type { ExplorerData } from './explorerTasks.ts';
import { leadRows } from './leadRows.ts';

/** Where pairs go together most, and how close to 0 a correlation of them can be by chance. */
export interface Strongest extends ScreenChunk {
  /** Of the pair with the most steps, counted as its p counts them: closer to 0 nothing means anything. Null where none could be compared. */
  readonly band: number | null;
}

export function strongestOf(data: ExplorerData, screener: Screener, pairs: Uint32Array): Strongest {
  const found = screener(pairs);
  const longest = longestOf(data.study, found);
  const [row] =
    longest === null ? [] : leadRows(data, { signals: [longest.signal], outcome: longest.outcome });
  return { ...found, band: row?.band ?? null };
}

function longestOf(study: Study, { pairs, status }: ScreenChunk) {
  let longest: ReturnType<typeof placeOf> | null = null;
  let most = 0;
  pairs.forEach((pair, i) => {
    if (status[i] !== JUDGED) return;
    const place = placeOf(study, pair);
    const steps = Math.min(lengthOf(study.signals[place.signal]), lengthOf(study.outcomes[place.outcome]));
    if (steps <= most) return;
    [longest, most] = [place, steps];
  });
  return longest as ReturnType<typeof placeOf> | null;
}

function lengthOf(one: StudySeries | undefined): number {
  return one === undefined || isRefusal(one.series) ? 0 : one.series.values.length;
}
