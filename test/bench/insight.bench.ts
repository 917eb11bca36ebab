import { granger } from '../../main/insight/causality/granger.ts';
import { type Centred, centre } from '../../main/insight/correlation/centre.ts';
import { correlateCentred, crossCorrelation } from '../../main/insight/correlation/crossCorrelation.ts';
import { stl } from '../../main/insight/decomposition/stl.ts';
import { meanPresent } from '../../main/insight/numbers/moments.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { createLeadSpectra } from '../../main/insight/screen/leadSpectra.ts';
import { rank } from '../../main/insight/screen/ranking.ts';
import { screenPairs } from '../../main/insight/screen/screenPairs.ts';
import { addChunk, emptyState } from '../../main/insight/screen/screenState.ts';
import { countPairs, inTiles, type Study, type StudySeries } from '../../main/insight/screen/study.ts';
import { fitAutoregression } from '../../main/insight/whitening/autoregression.ts';
import { whiten } from '../../main/insight/whitening/whiten.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import type { Benchmark } from './benchmark.ts';
import { type PeerProcess, startPeer, versionOf } from './peers/peerProcess.ts';

const DAYS = 730;
const LEADS = 60;
const SIDE = 100;

/** Weeks, a slow swing and noise with a memory: what the statistics are for, the same on every machine. */
function madeSeries(seed: number): Float64Array {
  const random = createRandom(seed);
  let memory = 0;
  return Float64Array.from({ length: DAYS }, (_, t) => {
    memory = 0.6 * memory + random.normal();
    return 50 + 4 * Math.sin((2 * Math.PI * t) / 7) + 9 * Math.sin(t / 58) + 2 * memory;
  });
}

const series = Array.from({ length: 2 * SIDE }, (_, i) => madeSeries(i + 1));
const signals = series.slice(0, SIDE);
const outcomes = series.slice(SIDE);

/** Our side of a comparison: the work, whose checksum must be the peer's. */
type OwnWork = () => number;

interface Comparison {
  readonly name: string;
  readonly aim: number;
  readonly repeats: number;
  /** What the peer calls it. */
  readonly work: string;
  /** How many times as much as the peer we do. */
  readonly times: number;
  readonly label: string;
  readonly ours: OwnWork;
  /** As much as the peer does, where that is less. */
  readonly check?: OwnWork;
}

/** The checksums have to agree before anything is timed. */
function compared(
  open: () => Promise<{ peer: PeerProcess; label: string; version: string } | string>,
  { name, aim, repeats, work, times, label, ours, check = ours }: Comparison,
): Benchmark {
  return {
    name,
    unit: 'ms',
    repeats,
    aim: { ratio: aim },
    async open() {
      const opened = await open();
      if (typeof opened === 'string') return opened;
      const { peer, version } = opened;
      const { checksum } = await peer.ask(work);
      const own = check();
      if (!(Math.abs(checksum - own) <= 1e-9 * Math.abs(own)))
        throw new Error(`${name}: the peer finds ${checksum}, we find ${own}.`);
      return {
        ours: { label, run: async () => timed(ours) },
        peer: {
          label: opened.label,
          version,
          run: async () => (await peer.ask(work)).ms * times,
        },
        close: () => peer.close(),
      };
    },
  };
}

function timed(work: OwnWork): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function openR(label: string) {
  const said = versionOf('Rscript', ['--version']);
  if (said === null) return 'R is absent (no Rscript on the path), so there is nothing to compare with.';
  const peer = startPeer('Rscript', 'statistics.R', series, DAYS);
  return { peer, label, version: /\d+\.\d+\.\d+/.exec(said)?.[0] ?? said };
}

async function openNumpy() {
  const said = versionOf('python3', ['-c', 'import numpy; print(numpy.__version__)']);
  if (said === null) return 'numpy is absent (python3 can’t import it), so there is nothing to compare with.';
  const peer = startPeer('python3', 'statistics.py', series, DAYS);
  return { peer, label: 'numpy, batched FFT', version: said };
}

const oneCorrelation: OwnWork = () => {
  let sum = 0;
  for (let k = 0; k < 100; k++)
    sum = sumOf(crossCorrelation(series[0] as Float64Array, series[SIDE] as Float64Array, LEADS).values);
  return sum;
};

/** Every value of every pair, kept as the peers keep it. */
function allCorrelations(count: number): OwnWork {
  return () => {
    const kept = new Float64Array(count * SIDE * (2 * LEADS + 1));
    const spectra = createLeadSpectra(LEADS);
    const width = 2 * LEADS + 1;
    const left = signals.slice(0, count).map(centre);
    const right = outcomes.map(centre);
    const leftSpectra = left.map(({ deviations }) => spectra.ofSignal(deviations));
    const rightSpectra = right.map(({ deviations }) => spectra.ofOutcome(deviations));
    let at = 0;
    for (const [i, one] of left.entries())
      for (const [j, other] of right.entries()) {
        const values = kept.subarray(at, at + width);
        spectra.products(leftSpectra[i] as Float64Array, rightSpectra[j] as Float64Array, values);
        const unit = 1 / (Math.sqrt(one.sumOfSquares) * Math.sqrt(other.sumOfSquares));
        for (let k = 0; k < width; k++) values[k] = (values[k] as number) * unit;
        at += width;
      }
    return sumOf(kept);
  };
}

/** One model a signal, which R's users fit again for every pair. */
function prewhitened(left: number, right: number): OwnWork {
  return () => {
    let sum = 0;
    for (const x of signals.slice(0, left)) {
      const model = fitAutoregression(x);
      const news: Centred = centre(whiten(x, model).subarray(model.order));
      for (const y of outcomes.slice(0, right)) {
        const filtered = whiten(y, { coefficients: model.coefficients, mean: meanPresent(y) });
        sum += sumOf(correlateCentred(news, centre(filtered.subarray(model.order)), LEADS).values);
      }
    }
    return sum;
  };
}

function grangerTests(left: number, right: number): OwnWork {
  return () => {
    let sum = 0;
    for (const x of signals.slice(0, left))
      for (const y of outcomes.slice(0, right)) {
        const tested = granger(x, y, 7);
        if (tested.kind === 'tested') sum += tested.f;
      }
    return sum;
  };
}

const decompositions: OwnWork = () => {
  let sum = 0;
  for (let k = 0; k < 1_000; k++) {
    const parts = stl(series[k % series.length] as Float64Array, { period: 7, seasonSpan: 7 });
    if (parts.kind === 'decomposed') sum += sumOf(parts.remainder);
  }
  return sum;
};

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i] as number);
  return sum;
}

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
      const how = checksum === 1 ? 'lmtest' : 'lm and anova, as lmtest is absent';
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
];
