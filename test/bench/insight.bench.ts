import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { rank } from '../../main/insight/screen/ranking.ts';
import { screenPairs } from '../../main/insight/screen/screenPairs.ts';
import { addChunk, emptyState } from '../../main/insight/screen/screenState.ts';
import { countPairs, inTiles, type Study, type StudySeries } from '../../main/insight/screen/study.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import type { Benchmark } from './benchmark.ts';
import { leadline } from './leadline.ts';
import { openHome } from './started.ts';
import { compared, openNumpy, openR } from './statistics/compared.ts';
import {
  allCorrelations,
  decompositions,
  grangerTests,
  oneCorrelation,
  prewhitened,
  SIDE,
} from './statistics/work.ts';

/** Prepared, correlated and corrected: all that a verdict needs but the checks of those that pass. */
const screening: Benchmark = {
  name: 'screen of 100 × 100, 730 days, leads to 30, without the checks',
  unit: 'ms',
  repeats: 5,
  aim: { absolute: 2_000 },
  async open(smoke) {
    const study = madeStudy(smoke ? 10 : SIDE);
    const run = async () => {
      const state = emptyState('', countPairs(study));
      for (const chunk of screenPairs(
        study,
        inTiles(study, () => true),
        {},
      ))
        addChunk(state, chunk);
      const { claims } = rank(state);
      if (claims < study.signals.length / 2) throw new Error(`Only ${claims} pairs were found.`);
      return undefined;
    };
    return { ours: { label: 'one thread', run }, close: async () => undefined };
  },
};

function madeStudy(side: number): Study {
  const pairs = Array.from({ length: side }, (_, i) => syntheticPair(i + 1, 'planted'));
  const daily = (name: string, values: Float64Array): StudySeries => ({
    name,
    series: { name, firstDay: 0, values, zone: null, notes: [] },
  });
  return {
    signals: pairs.map(({ social }, i) => daily(`signal ${i}`, social)),
    outcomes: pairs.map(({ sales }, i) => daily(`outcome ${i}`, sales)),
    causes: [],
    pairs: null,
  };
}

/** The command from the file to the last line, its threads included. */
const memory: Benchmark = {
  name: 'screen of a CSV of 1,000 pairs, 30 MB, with the checks, peak memory',
  unit: 'kB',
  repeats: 1,
  aim: { absolute: 300_000 },
  async open(smoke) {
    if (!existsSync('/proc/self/stat')) return 'the memory of another process is read on Linux only';
    const pairs = smoke ? 10 : 1_000;
    const home = await openHome();
    const file = join(home.path, 'pairs.csv');
    await writePairs(file, pairs);
    const run = async () => {
      const { out, peak } = await leadline(home.path, ['screen', file], true);
      if (out.split('\n').length !== pairs + 1) throw new Error('Not every pair got its line.');
      return peak;
    };
    return { ours: { label: 'leadline screen', run }, close: home.remove };
  },
};

/** One pair in ten leads. */
async function writePairs(file: string, count: number): Promise<void> {
  const to = createWriteStream(file);
  to.write('pair,day,signal,outcome\n');
  for (let i = 0; i < count; i++) {
    const { social, sales } = syntheticPair(7_000 + i, i % 10 === 0 ? 'planted' : 'null_independent');
    const rows = Array.from(
      social,
      (views, t) => `pair ${i} of the catalogue,${writeDay(19_000 + t)},${views},${sales[t]}\n`,
    );
    if (!to.write(rows.join(''))) await once(to, 'drain');
  }
  to.end();
  await once(to, 'finish');
}

export const benchmarks: readonly Benchmark[] = [
  compared(() => openR('R ccf'), {
    name: 'CCF of one pair, 730 days, ±60, 100 times',
    aim: 0.15,
    repeats: 9,
    work: 'one',
    times: 1,
    label: 'day by day',
    ours: oneCorrelation,
  }),
  compared(() => openR('R loop of ccf, 2,500 of the pairs × 4'), {
    name: 'CCF of 10,000 pairs, 730 days, ±60',
    aim: 0.02,
    repeats: 5,
    work: 'loop',
    times: 4,
    label: 'short spectra',
    ours: allCorrelations(SIDE),
    check: allCorrelations(25),
  }),
  compared(openNumpy, {
    name: 'CCF of 10,000 pairs, 730 days, ±60, against batches',
    aim: 1.5,
    repeats: 15,
    work: 'all',
    times: 1,
    label: 'short spectra',
    ours: allCorrelations(SIDE),
  }),
  compared(() => openR('R ar, filter, ccf, 250 of the pairs × 4'), {
    name: 'prewhitened CCF of 1,000 pairs, 730 days, ±60',
    aim: 0.08,
    repeats: 5,
    work: 'prewhitened',
    times: 4,
    label: 'one model a signal',
    ours: prewhitened(20, 50),
    check: prewhitened(5, 50),
  }),
  compared(
    async () => {
      const opened = await openR('R');
      if (typeof opened === 'string') return opened;
      const { checksum } = await opened.peer.ask('version');
      const how =
        checksum === 1 ? 'lmtest' : 'lm and anova by hand (lmtest, which the aim is for, is absent)';
      return { ...opened, label: `R ${how}, 100 of the tests × 10` };
    },
    {
      name: 'Granger, order 7, 1,000 tests of 730 days',
      aim: 0.02,
      repeats: 5,
      work: 'granger',
      times: 10,
      label: 'one pass of products',
      ours: grangerTests(20, 50),
      check: grangerTests(5, 20),
    },
  ),
  compared(() => openR('R stl'), {
    name: 'STL of 1,000 series, 730 days, week',
    aim: 1,
    repeats: 7,
    work: 'stl',
    times: 1,
    label: 'typed arrays',
    ours: decompositions,
  }),
  screening,
  memory,
];
