import type { TrendText } from '../text/words.ts';
import { textKey } from './features.ts';

/** What the user said of a trend, and when. */
export interface Correction {
  readonly trend: TrendText;
  readonly category: string;
  /** An instant as ISO text in UTC. */
  readonly at: string;
}

/** All that was said of one text, the newest first, each category once. */
export interface KeptText {
  readonly key: string;
  readonly said: readonly [Correction, ...Correction[]];
}

/** Whatever the order in which they come: of one text the newest wins, of two at the same instant the first by name. */
export function keepCorrections(corrections: Iterable<Correction>): KeptText[] {
  const texts = new Map<string, Map<string, Correction>>();
  for (const correction of corrections) {
    const key = textKey(correction.trend);
    const said = texts.get(key) ?? new Map<string, Correction>();
    const before = said.get(correction.category);
    if (before === undefined || newestFirst(correction, before) < 0)
      said.set(correction.category, correction);
    texts.set(key, said);
  }
  return [...texts]
    .flatMap(([key, byCategory]) => {
      const [newest, ...others] = [...byCategory.values()].sort(newestFirst);
      return newest === undefined ? [] : [{ key, said: [newest, ...others] as const }];
    })
    .sort((a, b) => compareText(a.key, b.key));
}

export interface Contradiction {
  readonly text: string;
  /** The one that counts. */
  readonly category: string;
  readonly overruled: readonly string[];
}

/** Texts of which the user has said different things. */
export function contradictionsIn(kept: readonly KeptText[]): Contradiction[] {
  return kept.flatMap(({ said: [newest, ...others] }) =>
    others.length === 0
      ? []
      : [
          {
            text: newest.trend.label,
            category: newest.category,
            overruled: others.map(({ category }) => category),
          },
        ],
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function newestFirst(a: Correction, b: Correction): number {
  return (
    compareText(b.at, a.at) ||
    compareText(a.category, b.category) ||
    compareText(identity(a.trend), identity(b.trend))
  );
}

function identity({ trend, label, hashtags }: TrendText): string {
  return JSON.stringify([trend, label, hashtags]);
}
