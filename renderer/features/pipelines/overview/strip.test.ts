import { expect, it } from 'vitest';
import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import { barsOf } from './strip.ts';

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
const run = (id: string, from: number | null, to: number | null): RunLine =>
  ({
    id,
    status: to === null ? 'running' : 'succeeded',
    startedAt: from === null ? null : at(from),
    endedAt: to === null ? null : at(to),
  }) as unknown as RunLine;

it('shows the oldest first, each as tall as it took long', () => {
  const bars = barsOf([run('c', null, null), run('b', 100, 110), run('a', 0, 40)], 0);
  expect(bars.map((bar) => [bar.run.id, bar.height])).toEqual([
    ['a', 1],
    ['b', 0.25],
    ['c', 0.16],
  ]);
});

it('lets what runs grow, and keeps what took no time in sight', () => {
  const [short, running] = barsOf([run('b', 100, null), run('a', 0, 0)], 150_000);
  expect(running).toMatchObject({ ms: 50_000, height: 1 });
  expect(short).toMatchObject({ ms: 0, height: 0.16 });
  expect(barsOf([run('a', 0, 0)], 0)[0]?.height).toBe(0.16);
  expect(barsOf([], 0)).toEqual([]);
});
