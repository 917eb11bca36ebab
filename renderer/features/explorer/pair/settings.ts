import type { PairToggles } from '../../../../shared/domain/pairToggles.ts';
import type { ExplorerView } from '../study/explorerView.ts';

export type Period = Pick<ExplorerView, 'from' | 'to'>;

export const ALL_DAYS: Period = { from: '', to: '' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of a period can be asked: an end that isn't typed yet is left out, and so is a period that ends before it begins. */
export function askedPeriod({ from, to }: Period): { from?: string; to?: string } {
  if (DAY.test(from) && DAY.test(to) && to < from) return {};
  return { ...(DAY.test(from) ? { from } : {}), ...(DAY.test(to) ? { to } : {}) };
}

export const TOGGLES: readonly { key: keyof PairToggles; label: string; what: string }[] = [
  { key: 'log', label: 'Shares', what: 'counts act in shares: their logarithm is compared' },
  { key: 'season', label: 'No season', what: 'the swings of week and year, and the trend, are taken out' },
  { key: 'causes', label: 'No known causes', what: 'promotions and holidays are taken out' },
  { key: 'whiten', label: 'No own past', what: 'what each series’ own past explains is taken out' },
  { key: 'ranks', label: 'Ranks', what: 'bursts keep their order and lose their weight' },
  { key: 'changes', label: 'Changes', what: 'changes are compared instead of levels' },
];
