import { afterEach, expect, it } from 'vitest';
import { syntheticPair } from '../../../test/insight/syntheticPair.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import { pairFinding } from '../../insight/screen/pairFinding.ts';
import { rank } from '../../insight/screen/ranking.ts';
import { screenPairs } from '../../insight/screen/screenPairs.ts';
import { addChunk, countDone, emptyState, type ScreenState } from '../../insight/screen/screenState.ts';
import { countPairs, inTiles, type Study, type StudySeries } from '../../insight/screen/study.ts';
import { runFindings, runScreen } from './runScreen.ts';
import { openScreenPool, type ScreenPool } from './screenPool.ts';

const daily = (name: string, values: Float64Array): StudySeries => ({
  name,
  series: { name, firstDay: 0, values, zone: null, notes: [] },
});
const pairs = [1, 2, 3, 4, 5, 6].map((seed) =>
  syntheticPair(seed, 'planted', { days: 300, effect: 0.8, lead: 5 }),
);
const study: Study = {
  signals: pairs.map(({ social }, i) => daily(`social ${i}`, social)),
  outcomes: [
    ...pairs.map(({ sales }, i) => daily(`sales ${i}`, sales)),
    daily('none', new Float64Array(300)),
  ],
  causes: [],
  pairs: null,
};
const options = { maxLead: 14, seed: 9, confirmed: true };

const pools: ScreenPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));
function open(workers: number): ScreenPool {
  const pool = openScreenPool(study, options, workers);
  pools.push(pool);
  return pool;
}

const quiet = (signal = new AbortController().signal) => ({ signal, report: () => undefined });
const empty = () => emptyState('', countPairs(study));

function screenedHere(): ScreenState {
  const state = empty();
  for (const chunk of screenPairs(
    study,
    inTiles(study, () => true),
    options,
  ))
    addChunk(state, chunk);
  return state;
}

it('finds with any number of threads what one finds', async () => {
  const here = screenedHere();
  expect(here.p.filter((p) => p < 1e-6).length).toBeGreaterThanOrEqual(6);
  for (const workers of [1, 3]) {
    const state = empty();
    expect(await runScreen(study, state, open(workers), quiet())).toEqual({ ok: true, value: undefined });
    expect(state).toEqual(here);
  }
});

it('makes findings in the order asked for, the same as without threads', async () => {
  const ranking = rank(screenedHere());
  const asked = Uint32Array.of(20, 0, 6, 8);
  const told: [number, Finding][] = [];
  await runFindings(asked, ranking, open(2), quiet(), (finding, pair) => told.push([pair, finding]));
  expect(told.map(([pair]) => pair)).toEqual([20, 0, 6, 8]);
  for (const [pair, finding] of told)
    expect(finding).toEqual(
      pairFinding(study, pair, () => ({ q: ranking.q[pair] as number, tests: ranking.tests }), options),
    );
  expect(told.map(([, { verdict }]) => verdict)).toEqual(['refused', 'confirmed', 'refused', 'confirmed']);
});

it('is stopped at once, keeps what it has, and goes on from there', async () => {
  const stopping = new AbortController();
  const state = empty();
  const progress: number[] = [];
  const stopped = await runScreen(study, state, open(1), {
    signal: stopping.signal,
    report: ({ done }) => {
      progress.push(done);
      stopping.abort();
    },
  });
  expect(stopped).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  const done = countDone(state);
  expect(done).toBe(progress[0]);
  expect(done).toBeLessThan(countPairs(study));

  const further: number[] = [];
  const pool = open(2);
  await runScreen(study, state, pool, { ...quiet(), report: (now) => further.push(now.done) });
  expect(further[0]).toBeGreaterThan(done);
  expect(further.at(-1)).toBe(countPairs(study));
  expect(state).toEqual(screenedHere());
});

it('doesn’t begin when it was stopped before', async () => {
  const state = empty();
  const stopped = await runScreen(study, state, open(1), quiet(AbortSignal.abort()));
  expect(stopped).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  expect(countDone(state)).toBe(0);
});

it('passes on a defect of a thread as one, and doesn’t wait for ever', async () => {
  const pool = openScreenPool(study, { ...options, maxLead: 0.5 }, 2);
  pools.push(pool);
  await expect(runScreen(study, empty(), pool, quiet())).rejects.toThrow('whole number');
});
