export interface AskedText {
  /** The place of the right category. */
  readonly place: number;
  readonly evidence: readonly number[];
}

const BLUNTEST = -4;
const SHARPEST = 0.7;
const STEP = 0.05;

/**
 * Words of one text aren't independent, which naive Bayes takes them for: its shares are far too sure. One factor on the evidence mends that (Guo et al.
 * 2017, temperature scaling), the one under which texts that were left out are likeliest. The bluntest where all do alike.
 */
export function sharpnessOf(asked: readonly AskedText[]): number {
  let best = Math.exp(BLUNTEST);
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= Math.round((SHARPEST - BLUNTEST) / STEP); step++) {
    const factor = Math.exp(BLUNTEST + step * STEP);
    const loss = asked.reduce(
      (sum, { place, evidence }) => sum - Math.log(sharesOf(evidence.map((e) => factor * e))[place] ?? 0),
      0,
    );
    if (loss >= least) continue;
    best = factor;
    least = loss;
  }
  return best;
}

/** Shares that sum to 1, each in proportion to e to the power of its logit. */
export function sharesOf(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
