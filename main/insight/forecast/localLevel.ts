import { bfgs } from '../numbers/bfgs.ts';
import { present, variance } from '../numbers/moments.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface LocalLevel {
  readonly kind: 'fit';
  /** Of the steps the level takes. */
  readonly varLevel: number;
  /** Of what is seen around the level. */
  readonly varObs: number;
  readonly logLik: number;
  /** The level given everything seen, before and after. */
  readonly smoothed: Float64Array;
  readonly smoothedVariance: Float64Array;
  /** The level after the last day, which is the forecast of every day to come, and its variance. */
  readonly level: number;
  readonly levelVariance: number;
}

interface Variances {
  readonly varLevel: number;
  readonly varObs: number;
}

interface Pass {
  readonly predicted: Float64Array;
  readonly predictedVariance: Float64Array;
  readonly logLik: number;
  readonly level: number;
  readonly levelVariance: number;
}

/**
 * A random walk seen through noise (Durbin and Koopman 2012, chapter 2), by maximum likelihood. The start is the first value with a
 * proper variance of 10 000 times that of the series, as StructTS has it, so its log-likelihood is comparable to that and is
 * lower than the diffuse one. Missing days are stepped over.
 */
export function fitLocalLevel(x: Float64Array): LocalLevel | Unavailable {
  const known = present(x);
  if (known.length === 0) return unavailable('noValues');
  if (known.length < 3) return unavailable('tooShort');
  const spread = variance(known);
  if (!(spread > 0)) return unavailable('constant');
  const centre = known[0] as number;
  const start = { centre, variance: 1e4 * spread };
  const best = search((variances) => filter(x, variances, start).logLik, spread);
  const pass = filter(x, best, start);
  return { kind: 'fit', ...best, ...smoothed(x, best, pass), ...pass };
}

/** Inside by the logarithms of both variances, then each edge, where one of them is none and the logarithm never arrives. */
function search(logLik: (variances: Variances) => number, spread: number): Variances {
  const scaled = (a: number, b: number) => ({ varLevel: spread * Math.exp(a), varObs: spread * Math.exp(b) });
  let best: Variances = scaled(0, 0);
  let highest = Number.NEGATIVE_INFINITY;
  const consider = (variances: Variances) => {
    const value = logLik(variances);
    if (!(value > highest)) return;
    highest = value;
    best = variances;
  };
  for (const [a, b] of [
    [0, 0],
    [-3, 0],
    [0, -3],
    [-7, 0],
  ] as const) {
    const found = bfgs(([u = 0, v = 0]) => -logLik(scaled(u, v)), Float64Array.of(a, b)).at;
    consider(scaled(found[0] as number, found[1] as number));
  }
  const still = bfgs(
    ([v = 0]) => -logLik({ varLevel: 0, varObs: spread * Math.exp(v) }),
    Float64Array.of(0),
  ).at;
  consider({ varLevel: 0, varObs: spread * Math.exp(still[0] as number) });
  const bare = bfgs(
    ([u = 0]) => -logLik({ varLevel: spread * Math.exp(u), varObs: 0 }),
    Float64Array.of(0),
  ).at;
  consider({ varLevel: spread * Math.exp(bare[0] as number), varObs: 0 });
  return best;
}

function filter(
  x: Float64Array,
  { varLevel, varObs }: Variances,
  start: { readonly centre: number; readonly variance: number },
): Pass {
  const predicted = new Float64Array(x.length);
  const predictedVariance = new Float64Array(x.length);
  let level = start.centre;
  let uncertainty = start.variance;
  let logLik = 0;
  for (let t = 0; t < x.length; t++) {
    uncertainty += varLevel;
    predicted[t] = level;
    predictedVariance[t] = uncertainty;
    const value = x[t] as number;
    if (Number.isNaN(value)) continue;
    const total = uncertainty + varObs;
    const surprise = value - level;
    logLik -= 0.5 * (Math.log(2 * Math.PI * total) + surprise ** 2 / total);
    level += (uncertainty / total) * surprise;
    uncertainty *= varObs / total;
  }
  return { predicted, predictedVariance, logLik, level, levelVariance: uncertainty };
}

/** Backwards: r and N carry what later days say about the level (de Jong 1989). */
function smoothed(
  x: Float64Array,
  { varObs }: Variances,
  { predicted, predictedVariance }: Pass,
): Pick<LocalLevel, 'smoothed' | 'smoothedVariance'> {
  const levels = new Float64Array(x.length);
  const variances = new Float64Array(x.length);
  let r = 0;
  let information = 0;
  for (let t = x.length - 1; t >= 0; t--) {
    const before = predictedVariance[t] as number;
    const value = x[t] as number;
    if (!Number.isNaN(value)) {
      const total = before + varObs;
      const kept = varObs / total;
      r = (value - (predicted[t] as number)) / total + kept * r;
      information = 1 / total + kept ** 2 * information;
    }
    levels[t] = (predicted[t] as number) + before * r;
    variances[t] = before - before ** 2 * information;
  }
  return { smoothed: levels, smoothedVariance: variances };
}
