import { createRealTransform, type RealTransform } from './realTransform.ts';

/**
 * Sums of x[t - lead] · y[t] for leads -maxLead to maxLead out of spectra that are made once a series.
 *
 * y is cut into blocks, and each block meets the stretch of x that lies within maxLead of it, in a transform just long enough for both. The
 * products of the blocks add up as spectra, so that one short transform back is all a pair costs: with 730 days and 60 leads of 256 points
 * instead of 1,024. Series are complete: missing days take the exact path of `correlateCentred`.
 */
export interface LeadSpectra {
  readonly maxLead: number;
  /** Of deviations from the mean. */
  ofSignal(x: Float64Array): Float64Array;
  ofOutcome(y: Float64Array): Float64Array;
  /** At index maxLead + lead of `into`; both series are of one length. */
  products(signal: Float64Array, outcome: Float64Array, into: Float64Array): void;
}

const SHORTEST = 32;

export function createLeadSpectra(maxLead: number): LeadSpectra {
  // Blocks as long as what they are stretched by: shorter ones are mostly margin, longer ones mostly transform.
  const transform = createRealTransform(2 ** Math.ceil(Math.log2(Math.max(SHORTEST, 4 * maxLead))));
  const { size } = transform;
  const block = size - 2 * maxLead;
  const sum = new Float64Array(size + 2);
  const data = new Float64Array(size);
  return {
    maxLead,
    ofSignal: (x) => spectraOf(transform, x.length / block, (at) => stretch(x, at * block - maxLead, size)),
    ofOutcome: (y) =>
      spectraOf(transform, y.length / block, (at) => shifted(y, at * block, block, maxLead, size)),
    products(signal, outcome, into) {
      addProducts(signal, outcome, sum);
      transform.inverse(sum, data);
      for (let lead = -maxLead; lead <= maxLead; lead++)
        into[maxLead + lead] = data[lead < 0 ? lead + size : lead] as number;
    },
  };
}

/** Frequency after frequency, in each the blocks two by two: the sums over blocks then read straight on. */
function spectraOf(
  transform: RealTransform,
  blocksFilled: number,
  blockAt: (at: number) => Float64Array,
): Float64Array {
  const width = transform.size + 2;
  const blocks = 2 * Math.max(1, Math.ceil(blocksFilled / 2));
  const spectra = new Float64Array(blocks * width);
  const spectrum = new Float64Array(width);
  for (let at = 0; at < blocksFilled; at++) {
    transform.forward(blockAt(at), spectrum);
    for (let k = 0; k < width; k += 2) {
      spectra[k * blocks + 2 * at] = spectrum[k] as number;
      spectra[k * blocks + 2 * at + 1] = spectrum[k + 1] as number;
    }
  }
  return spectra;
}

/** Days `from` to `from + size`, with nothing where the series has none. */
function stretch(x: Float64Array, from: number, size: number): Float64Array {
  const taken = new Float64Array(size);
  const first = Math.max(0, from);
  const last = Math.min(x.length, from + size);
  if (last > first) taken.set(x.subarray(first, last), first - from);
  return taken;
}

/** The block lies where it lies within its stretch of x, so that lead 0 is shift 0. */
function shifted(y: Float64Array, from: number, block: number, margin: number, size: number): Float64Array {
  const taken = new Float64Array(size);
  taken.set(y.subarray(from, Math.min(y.length, from + block)), margin);
  return taken;
}

/** Σ over blocks of conj(signal) · outcome at each frequency. Two sums at a time, which don't wait for each other. */
function addProducts(signal: Float64Array, outcome: Float64Array, sum: Float64Array): void {
  const step = (2 * signal.length) / sum.length;
  let at = 0;
  for (let k = 0; k < sum.length; k += 2) {
    let evenRe = 0;
    let evenIm = 0;
    let oddRe = 0;
    let oddIm = 0;
    for (const end = at + step; at < end; at += 4) {
      const xRe = signal[at] as number;
      const xIm = signal[at + 1] as number;
      const yRe = outcome[at] as number;
      const yIm = outcome[at + 1] as number;
      evenRe += xRe * yRe + xIm * yIm;
      evenIm += xRe * yIm - xIm * yRe;
      const otherXRe = signal[at + 2] as number;
      const otherXIm = signal[at + 3] as number;
      const otherYRe = outcome[at + 2] as number;
      const otherYIm = outcome[at + 3] as number;
      oddRe += otherXRe * otherYRe + otherXIm * otherYIm;
      oddIm += otherXRe * otherYIm - otherXIm * otherYRe;
    }
    sum[k] = evenRe + oddRe;
    sum[k + 1] = evenIm + oddIm;
  }
}
