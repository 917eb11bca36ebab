import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeSocialDemo } from '../../main/app/demo/socialToSales/socialDemo.ts';
import type { Truth } from '../../main/app/demo/socialToSales/truth.ts';
import { runScreen } from '../../main/app/studies/runScreen.ts';
import { openScreenPool } from '../../main/app/studies/screenPool.ts';
import { pearson } from '../../main/insight/correlation/pearson.ts';
import { prepareSeries } from '../../main/insight/lead/prepareSeries.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { comparePlatforms } from '../../main/insight/platforms/comparePlatforms.ts';
import { type Ranking, rank } from '../../main/insight/screen/ranking.ts';
import { emptyState, type ScreenState } from '../../main/insight/screen/screenState.ts';
import { countPairs, type Study, type StudySeries } from '../../main/insight/screen/study.ts';
import { isRefusal } from '../../main/insight/series/refusal.ts';
import { seasonDesign } from '../../main/insight/whitening/design.ts';
import { must } from '../warehouse/store/bench.ts';
import { madeStudy, truthBeside } from './madeStudy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const WORK = { signal: new AbortController().signal, report: () => undefined };
/** main/insight/CALIBRATION.md: the gate of false claims of one pair alone, and the worst of ten screens of a thousand. */
const FALSE_ALONE = 0.07;
const FALSE_AMONG_CLAIMS = 0.115;

interface Screened {
  readonly study: Study;
  readonly truth: Truth;
  readonly state: ScreenState;
  readonly ranking: Ranking;
}

/** Every signal against every outcome. */
async function screened(folder: string, seed: number): Promise<Screened> {
  must(await writeSocialDemo(folder, { seed, days: 730 }, WORK));
  const study = madeStudy(folder);
  const pool = openScreenPool(study, { maxLead: 30, seed: 1, confirmed: false }, 2);
  try {
    const state = emptyState('', countPairs(study));
    must(await runScreen(study, state, pool, WORK));
    return { study, truth: truthBeside(folder), state, ranking: rank(state) };
  } finally {
    await pool.close();
  }
}

let folder: string;
let screen: Screened;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-truth-'));
  screen = await screened(folder, 1);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function pairOf({ study }: Screened, signal: string, product: string): number {
  const at = (list: readonly StudySeries[], wanted: string) => list.findIndex(({ name }) => name === wanted);
  return at(study.signals, signal) * study.outcomes.length + at(study.outcomes, product);
}

function found(of: Screened, signal: string, product: string) {
  const pair = pairOf(of, signal, product);
  const p = of.state.p[pair] ?? Number.NaN;
  return { lead: of.state.lead[pair] ?? 0, p, claimed: p <= 0.05 && (of.ranking.q[pair] ?? 1) <= 0.1 };
}

function platformsOf({ study }: Screened, trend: string): readonly string[] {
  return study.signals.map(({ name }) => name).filter((name) => name.endsWith(`/${trend}`));
}

function valuesOf(list: readonly StudySeries[], name: string): Float64Array {
  const series = list.find((one) => one.name === name)?.series;
  if (series === undefined || isRefusal(series)) throw new Error(`There is no series ${name}.`);
  return series.values;
}

describe('what the demo plants, and nothing else, is found', () => {
  test('every planted lead within a day, on its strongest platform, and on every other that is claimed', () => {
    const { truth } = screen;
    expect(truth.planted).toHaveLength(12);
    for (const { trend, product, lead, strongest, platforms } of truth.planted) {
      const main = found(screen, `${strongest}/${trend}`, product);
      expect([trend, main.claimed, Math.abs(main.lead - lead) <= 1]).toEqual([trend, true, true]);
      for (const { platform } of platforms) {
        const one = found(screen, `${platform}/${trend}`, product);
        if (one.claimed)
          expect([trend, platform, Math.abs(one.lead - lead) <= 1]).toEqual([trend, platform, true]);
      }
    }
  });

  test('the platform that leads most strongly is named', () => {
    const { study, truth } = screen;
    const design = seasonDesign(730, { known: study.causes.map(({ values }) => values) });
    const news = (values: Float64Array) => prepareSeries(values, design).news;
    for (const { trend, product, strongest } of truth.planted) {
      const names = platformsOf(screen, trend);
      const compared = comparePlatforms(
        names.map((name) => news(valuesOf(study.signals, name))),
        news(valuesOf(study.outcomes, product)),
        { maxLead: 30, random: createRandom(1), resamples: 40 },
      );
      if (compared.kind === 'unavailable') throw new Error(compared.why);
      expect(names[compared.best]).toBe(`${strongest}/${trend}`);
      expect(compared.platforms[compared.best]?.bestShare).toBeGreaterThan(0.9);
    }
  });

  test('where sales come first, they are found first, and never as a lead', () => {
    const { truth } = screen;
    expect(truth.reverse).toHaveLength(3);
    for (const { trend, product, lead } of truth.reverse)
      for (const signal of platformsOf(screen, trend)) {
        const one = found(screen, signal, product);
        expect([signal, one.claimed, Math.abs(one.lead - lead) <= 1]).toEqual([signal, true, true]);
      }
  });

  test('a shared season looks like a relation, and isn’t called one', () => {
    const { study, truth } = screen;
    const pairs = truth.traps.flatMap(({ trend, product }) =>
      platformsOf(screen, trend).map((signal) => ({ signal, product })),
    );
    expect(pairs.length).toBeGreaterThanOrEqual(18);
    for (const { signal, product } of pairs) {
      // What a plain correlation says.
      const logs = (list: readonly StudySeries[], name: string) => valuesOf(list, name).map(Math.log1p);
      const { r } = pearson(logs(study.signals, signal), logs(study.outcomes, product));
      expect([signal, r > 0.4]).toEqual([signal, true]);
    }
    const told = pairs.map(({ signal, product }) => found(screen, signal, product));
    expect(told.filter(({ claimed, lead }) => claimed && lead > 0)).toEqual([]);
    const alone = told.filter(({ p, lead }) => p <= 0.05 && lead > 0).length;
    expect(alone / pairs.length).toBeLessThanOrEqual(FALSE_ALONE);
  });

  test('elsewhere no more is claimed than the calibration allows', () => {
    const { study, truth, state, ranking } = screen;
    const related = new Set(
      [...truth.planted, ...truth.reverse].flatMap(({ trend, product }) =>
        platformsOf(screen, trend).map((signal) => pairOf(screen, signal, product)),
      ),
    );
    const nothing = [...state.p.keys()].filter((pair) => !related.has(pair));
    expect(nothing).toHaveLength(countPairs(study) - related.size);
    const alone = nothing.filter((pair) => (state.p[pair] ?? 1) <= 0.05).length;
    expect(alone / nothing.length).toBeLessThanOrEqual(FALSE_ALONE);
    const claims = ranking.order.subarray(0, ranking.claims);
    const wrong = claims.filter((pair) => !related.has(pair)).length;
    expect(claims.length - wrong).toBeGreaterThanOrEqual(40);
    expect(wrong / claims.length).toBeLessThanOrEqual(FALSE_AMONG_CLAIMS);
  });
});
