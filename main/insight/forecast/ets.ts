import { present, sumOfSquares } from '../numbers/moments.ts';
import { nelderMead } from '../numbers/nelderMead.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';
import { type EtsRun, etsLogLik, runEts } from './etsFilter.ts';
import {
  countParameters,
  type EtsModel,
  type EtsParameters,
  type EtsState,
  isForecastable,
  isUsual,
} from './etsModel.ts';
import { startingState, startingWeights } from './etsStart.ts';

export interface EtsFit extends EtsRun {
  readonly kind: 'fit';
  readonly model: EtsModel;
  readonly parameters: EtsParameters;
  readonly start: EtsState;
  /** Without the constants, so comparable among these models only; of relative errors for an error of `M`. */
  readonly logLik: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
  /** Σe² over the days present less the parameters; of relative errors for an error of `M`. */
  readonly sigma2: number;
}

interface Candidate {
  readonly weights: EtsParameters;
  readonly start: EtsState;
}

/** Maximum likelihood over weights and start values at once, within the usual and forecastable regions. */
export function fitEts(x: Float64Array, model: EtsModel): EtsFit | Unavailable {
  const known = present(x);
  if (known.length === 0) return unavailable('noValues');
  const count = countParameters(model);
  if (known.length <= count + 4) return unavailable('tooShort');
  if (model.season !== 'N' && x.length < 2 * model.period) return unavailable('tooShort');
  if (!(sumOfSquares(known) > 0)) return unavailable('constant');
  if (
    (model.error === 'M' || model.season === 'M' || model.trend === 'M') &&
    known.some((value) => value <= 0)
  )
    return unavailable('notPositive');
  const first = pack(model, { weights: startingWeights(model), start: startingState(model, x) });
  const found = nelderMead((at) => -2 * logLikAt(model, unpack(model, at), x), first);
  const { weights, start } = unpack(model, found.at);
  const run = runEts(model, weights, start, x);
  const logLik = etsLogLik(model, run);
  if (!Number.isFinite(logLik)) return unavailable('perfectFit');
  return { kind: 'fit', model, parameters: weights, start, ...run, logLik, ...criteria(logLik, count, run) };
}

/** The variance is a parameter like the others. */
function criteria(logLik: number, count: number, run: EtsRun) {
  const k = count + 1;
  const aic = -2 * logLik + 2 * k;
  return {
    aic,
    aicc: aic + (2 * k * (k + 1)) / (run.used - k - 1),
    bic: -2 * logLik + k * Math.log(run.used),
    sigma2: run.sumSquares / (run.used - count),
  };
}

function logLikAt(model: EtsModel, { weights, start }: Candidate, x: Float64Array): number {
  if (!isUsual(model, weights) || !isForecastable(model, weights)) return Number.NEGATIVE_INFINITY;
  if (model.season === 'M' && start.season.some((figure) => figure < 0)) return Number.NEGATIVE_INFINITY;
  const logLik = etsLogLik(model, runEts(model, weights, start, x));
  // A fit that is perfect, or beyond what rounding can say, is no better than another such.
  return logLik > 5e9 ? 5e9 : logLik;
}

/** Weights, level, slope, then the season from its last figure back; the first figure is implied. */
function pack(model: EtsModel, { weights, start }: Candidate): Float64Array {
  const values = [weights.alpha];
  if (model.trend !== 'N') values.push(weights.beta);
  if (model.season !== 'N') values.push(weights.gamma);
  if (model.damped) values.push(weights.phi);
  values.push(start.level);
  if (model.trend !== 'N') values.push(start.slope);
  for (let i = model.period - 1; i >= 1; i--) values.push(start.season[i] as number);
  return Float64Array.from(values);
}

function unpack(model: EtsModel, at: Float64Array): Candidate {
  let next = 0;
  const take = (has: boolean, otherwise: number) => (has ? (at[next++] as number) : otherwise);
  const weights = {
    alpha: take(true, 0),
    beta: take(model.trend !== 'N', 0),
    gamma: take(model.season !== 'N', 0),
    phi: take(model.damped, 1),
  };
  const level = take(true, 0);
  const slope = take(model.trend !== 'N', 0);
  const season = new Float64Array(model.period);
  let others = 0;
  for (let i = model.period - 1; i >= 1; i--) {
    season[i] = take(true, 0);
    others += season[i] as number;
  }
  season[0] = model.season === 'N' ? 0 : (model.season === 'M' ? model.period : 0) - others;
  return { weights, start: { level, slope, season } };
}
