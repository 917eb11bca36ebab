import { expect, it } from 'vitest';
import type { Freshness } from '../../../shared/contract/brief.ts';
import { staleChanges } from './staleChanges.ts';

const one = (name: string, told: Partial<Freshness>): Freshness => ({
  ...{ kind: 'relation', name, at: '2026-05-01T06:00:00.000Z', lastDay: null, state: 'stale' },
  sentence: `${name} is late.`,
  ...told,
});
const READ = [
  one('analytics.signals', { lastDay: '2025-12-30' }),
  one('core.days', { state: 'fresh', lastDay: '2026-05-01' }),
  one('gdelt', { kind: 'source', state: 'failed' }),
  one('analytics.outcomes', { lastDay: '2025-12-30' }),
];

it('tells what has one cause in one line, and each failure by itself', () => {
  expect(staleChanges(READ, () => true).map(({ sentence }) => sentence)).toEqual([
    'gdelt is late.',
    'analytics.signals is late. The same holds for analytics.outcomes.',
  ]);
});

it('tells it as new once, however often a relation is built from days that end', () => {
  const since = (visit: string) => staleChanges(READ.slice(0, 1), (at) => at !== null && at > visit).length;
  expect(since('2026-01-02T00:00:00.000Z')).toBe(1);
  expect(since('2026-01-04T00:00:00.000Z')).toBe(0);
});
