import type { PairTold } from '../../../shared/contract/brief.ts';

type Told = Pick<PairTold, 'signal' | 'outcome' | 'trend' | 'product'>;

/** What was put on record before series had labels calls everything by its key. */
export function labelledPair<T extends Told>(about: T) {
  const { signal, outcome, trend, product } = about;
  return { signalLabel: signal, outcomeLabel: outcome, trendLabel: trend, productLabel: product, ...about };
}
