import { granger } from '../../../main/insight/causality/granger.ts';
import { centre } from '../../../main/insight/correlation/centre.ts';
import { crossCorrelation } from '../../../main/insight/correlation/crossCorrelation.ts';
import { stl } from '../../../main/insight/decomposition/stl.ts';
import { meanPresent } from '../../../main/insight/numbers/moments.ts';
import { createRandom } from '../../../main/insight/numbers/random.ts';
import { createLeadSpectra } from '../../../main/insight/screen/leadSpectra.ts';
import { fitAutoregression } from '../../../main/insight/whitening/autoregression.ts';
import { whiten } from '../../../main/insight/whitening/whiten.ts';

/** A piece of work that answers a checksum of what it found. */
export type Work = () => number;

export const DAYS = 730;
const LEADS = 60;
export const SIDE = 100;

/** Weeks, a slow swing and noise with a memory: what the statistics are for, the same on every machine. */
function madeSeries(seed: number): Float64Array {
  const random = createRandom(seed);
  let memory = 0;
  return Float64Array.from({ length: DAYS }, (_, t) => {
    memory = 0.6 * memory + random.normal();
    return 50 + 4 * Math.sin((2 * Math.PI * t) / 7) + 9 * Math.sin(t / 58) + 2 * memory;
  });
}

export const series = Array.from({ length: 2 * SIDE }, (_, i) => madeSeries(i + 1));
const signals = series.slice(0, SIDE);
const outcomes = series.slice(SIDE);

export const oneCorrelation: Work = () => {
  let sum = 0;
  for (let k = 0; k < 100; k++)
    sum = sumOf(crossCorrelation(series[0] as Float64Array, series[SIDE] as Float64Array, LEADS).values);
  return sum;
};

/** Every value of every pair, kept as the peers keep it. */
export function allCorrelations(count: number): Work {
  const width = 2 * LEADS + 1;
  // Memory that was used before, as numpy's is after its first round.
  let kept = new Float64Array(0);
  return () => {
    if (kept.length === 0) kept = new Float64Array(count * SIDE * width);
    const spectra = createLeadSpectra(LEADS);
    const values = new Float64Array(width);
    const left = signals.slice(0, count).map(centre);
    const right = outcomes.map(centre);
    const leftSpectra = left.map(({ deviations }) => spectra.ofSignal(deviations));
    const rightSpectra = right.map(({ deviations }) => spectra.ofOutcome(deviations));
    let at = 0;
    for (const [i, one] of left.entries())
      for (const [j, other] of right.entries()) {
        spectra.products(leftSpectra[i] as Float64Array, rightSpectra[j] as Float64Array, values);
        const unit = 1 / (Math.sqrt(one.sumOfSquares) * Math.sqrt(other.sumOfSquares));
        for (let k = 0; k < width; k++) kept[at++] = (values[k] as number) * unit;
      }
    return sumOf(kept);
  };
}

/** One model and one set of spectra a signal, where R's users fit again for every pair. */
export function prewhitened(left: number, right: number): Work {
  return () => {
    const spectra = createLeadSpectra(LEADS);
    const values = new Float64Array(2 * LEADS + 1);
    let sum = 0;
    for (const x of signals.slice(0, left)) {
      const model = fitAutoregression(x);
      const { coefficients, order } = model;
      const news = centre(whiten(x, model).subarray(order));
      const newsSpectra = spectra.ofSignal(news.deviations);
      for (const y of outcomes.slice(0, right)) {
        const filtered = centre(whiten(y, { coefficients, mean: meanPresent(y) }).subarray(order));
        spectra.products(newsSpectra, spectra.ofOutcome(filtered.deviations), values);
        sum += sumOf(values) / (Math.sqrt(news.sumOfSquares) * Math.sqrt(filtered.sumOfSquares));
      }
    }
    return sum;
  };
}

export function grangerTests(left: number, right: number): Work {
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

export const decompositions: Work = () => {
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
