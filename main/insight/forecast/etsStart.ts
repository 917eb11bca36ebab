import { decomposeClassically } from '../decomposition/classical.ts';
import { leastSquares } from '../numbers/leastSquares.ts';
import { meanPresent } from '../numbers/moments.ts';
import { type EtsModel, type EtsParameters, type EtsState, PHI_RANGE } from './etsModel.ts';

/** Where the search starts: slow weights, as a fast one would put the noise into the level from the first day. */
export function startingWeights(model: EtsModel): EtsParameters {
  const alpha = 1e-4 + (0.2 * (1 - 2e-4)) / model.period;
  const beta = 1e-4 + 0.1 * (alpha - 1e-4);
  const gamma = 1e-4 + 0.05 * (Math.min(1 - 1e-4, 1 - alpha) - 1e-4);
  return {
    alpha,
    beta: model.trend === 'N' ? 0 : beta,
    gamma: model.season === 'N' ? 0 : gamma,
    phi: model.damped ? PHI_RANGE[0] + 0.99 * (PHI_RANGE[1] - PHI_RANGE[0]) : 1,
  };
}

/**
 * Season from a classical decomposition, level and slope from a line through the first adjusted values (Hyndman, Koehler,
 * Snyder and Grose 2002).
 */
export function startingState(model: EtsModel, x: Float64Array): EtsState {
  const { figures, adjusted } = withoutSeason(model, x);
  const first = adjusted.slice(0, Math.max(10, 2 * model.period));
  if (model.trend === 'N') return { level: meanPresent(first), slope: 0, season: figures };
  const time = first.map((_, t) => t + 1);
  const [base = 0, slope = 0] = leastSquares(
    [new Float64Array(time.length).fill(1), time],
    first,
  ).coefficients;
  if (model.trend === 'M') return { ...ratioStart(base, slope, adjusted), season: figures };
  // A forecast of zero has no relative error.
  if (Math.abs(base + slope) < 1e-8) return { level: base * 1.001, slope: slope * 0.999, season: figures };
  return { level: base, slope, season: figures };
}

function ratioStart(base: number, slope: number, adjusted: Float64Array): Pick<EtsState, 'level' | 'slope'> {
  const first = Math.abs(base + slope) < 1e-8 ? 1e-7 : base + slope;
  const ratio = (base + 2 * slope) / first;
  const level = Math.max(-1e10, Math.min(1e10, first / ratio));
  if (level >= 1e-8 && ratio >= 1e-8) return { level, slope: ratio };
  const [one = 0, two = 0] = adjusted.filter((value) => !Number.isNaN(value));
  return { level: Math.max(one, 1e-3), slope: Math.max(two / one, 1e-3) };
}

function withoutSeason(
  model: EtsModel,
  x: Float64Array,
): { readonly figures: Float64Array; readonly adjusted: Float64Array } {
  if (model.season === 'N') return { figures: Float64Array.of(0), adjusted: x };
  const m = model.period;
  const form = model.season === 'A' ? 'additive' : 'multiplicative';
  const whole = x.length < 3 * m ? null : decomposeClassically(x, m, form);
  const season = whole?.kind === 'decomposed' ? whole.seasonal : seasonOfFew(model, x);
  const adjusted = x.map((value, t) =>
    model.season === 'A' ? value - (season[t] as number) : value / Math.max(season[t] as number, 1e-2),
  );
  return { figures: withFirstImplied(model, season.slice(0, m)), adjusted };
}

/** Where days are too few, or gaps too many, for a moving average: what a line beside one harmonic doesn't say. */
function seasonOfFew(model: EtsModel, x: Float64Array): Float64Array {
  const time = x.map((_, t) => t + 1);
  const angle = (2 * Math.PI) / model.period;
  const columns = [
    new Float64Array(x.length).fill(1),
    time,
    time.map((t) => Math.cos(angle * t)),
    // Zero throughout, but for rounding, when the period is two.
    ...(model.period > 2 ? [time.map((t) => Math.sin(angle * t))] : []),
  ];
  const [base = 0, slope = 0] = leastSquares(columns, x).coefficients;
  return x.map((value, t) =>
    model.season === 'A' ? value - base - slope * (t + 1) : value / (base + slope * (t + 1)),
  );
}

/** The first figure follows from the others, as the season's level is the level's. */
function withFirstImplied(model: EtsModel, figures: Float64Array): Float64Array {
  const complete = figures.map((figure) => {
    const known = Number.isNaN(figure) ? (model.season === 'M' ? 1 : 0) : figure;
    return model.season === 'M' ? Math.max(known, 1e-2) : known;
  });
  const m = model.period;
  let others = 0;
  for (let i = 1; i < m; i++) others += complete[i] as number;
  if (model.season === 'M' && others > m) {
    const scale = others + 1e-2 * (m - 1);
    for (let i = 1; i < m; i++) complete[i] = (complete[i] as number) / scale;
    others /= scale;
  }
  complete[0] = (model.season === 'M' ? m : 0) - others;
  return complete;
}
