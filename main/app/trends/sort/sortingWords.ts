import type { TrendsSorting } from '../sortTrends.ts';

/** What sorting came to, in a sentence or two. */
export function sortingWords({ trends, asking, proposed, accepted, rejected }: TrendsSorting): string {
  const asks =
    asking === 0
      ? 'none waits for a category'
      : `${asking} ${asking === 1 ? 'waits' : 'wait'} for a category`;
  const decided = `${accepted} accepted, ${rejected} rejected`;
  return `${count(trends, 'trend')} sorted, ${asks}. ${count(proposed, 'link')} proposed, ${decided}.`;
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;
}
