import { expect, it } from 'vitest';
import type { Benchmark, Contest } from './benchmark.ts';
import { judge, measure, median } from './measure.ts';
import { amount, table } from './table.ts';

const order: string[] = [];

function contest(ours: number[], peer?: number[]): Contest {
  const side = (label: string, values: number[]) => ({
    label,
    version: '1.2.3',
    run: async () => {
      order.push(label);
      return values.shift();
    },
  });
  return { ours: side('ours', ours), ...(peer ? { peer: side('peer', peer) } : {}), close: async () => {} };
}

const benchmark = (more: Partial<Benchmark>): Benchmark => ({
  name: 'a load',
  unit: 'ms',
  repeats: 3,
  aim: { ratio: 2 },
  open: async () => 'not here',
  ...more,
});

it('runs both in turn, leaves out the warm-up and compares medians', async () => {
  order.length = 0;
  const result = await measure(benchmark({}), contest([99, 10, 30, 20], [99, 5, 8, 100]), false);
  expect(order.join(' ')).toBe('ours peer ours peer ours peer ours peer');
  expect(result).toMatchObject({ ours: { value: 20 }, peer: { value: 8 }, ratio: 2.5, met: false });
});

it('runs each once for a smoke test', async () => {
  order.length = 0;
  await measure(benchmark({ repeats: 50 }), contest([1], [2]), true);
  expect(order).toEqual(['ours', 'peer']);
});

it('takes the time where a run gives no figure, for one operation', async () => {
  const slow = { label: 'ours', run: () => new Promise<undefined>((settle) => setTimeout(settle, 60)) };
  const result = await measure(benchmark({ operations: 10 }), { ours: slow, close: async () => {} }, true);
  expect(result.ours.value).toBeGreaterThan(5);
  expect(result.ours.value).toBeLessThan(60);
});

it('judges by ratio, by amount and by what is added', () => {
  const aims = (aim: Benchmark['aim'], ours: number, peer?: number) =>
    judge({ aim, unit: 'ms' }, ours, peer).met;
  expect([aims({ ratio: 2 }, 4, 2), aims({ ratio: 2 }, 4.1, 2)]).toEqual([true, false]);
  expect([aims({ absolute: 3 }, 3), aims({ absolute: 3 }, 3.1)]).toEqual([true, false]);
  expect([aims({ adds: 0.5 }, 2.5, 2), aims({ adds: 0.5 }, 2.6, 2)]).toEqual([true, false]);
  expect(aims({ ratio: 2 }, 1)).toBe(false);
});

it('finds the middle of an even and an odd number of values', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});

it('says in the table what was measured, against whom, and whether the aim is met', async () => {
  const result = await measure(benchmark({}), contest([10], [8]), true);
  expect(table([result])).toMatch(/a load +10 ms +8 ms +1\.25× +≤ 2× +yes .*peer 1\.2\.3/);
  expect([amount(0.012345), amount(1234.5), amount(Number.NaN)]).toEqual(['0.0123', '1235', '–']);
});
