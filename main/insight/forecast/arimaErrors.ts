import { numericalHessian } from '../numbers/hessian.ts';
import { invertPositive } from '../numbers/invertPositive.ts';
import { type Columns, type Profile, type ProfileAt, perDay } from './arimaLikelihood.ts';
import { type ArimaOrder, type ArmaWeights, joinWeights, splitWeights } from './arimaModel.ts';

/** What R takes to measure curvature; it decides the third digit of an error where the likelihood is far from quadratic. */
const STEP = 1e-3;

interface Peak {
  readonly order: ArimaOrder;
  readonly weights: ArmaWeights;
  readonly profile: Profile;
  readonly columns: Columns;
  /** How many the likelihood counts. */
  readonly days: number;
  readonly profileAt: ProfileAt;
}

/** Standard errors of ARMA weights and regression together, the variance solved for. */
export function arimaErrors({ order, weights, profile, columns, days, profileAt }: Peak): Float64Array {
  const arma = joinWeights(weights);
  const at = Float64Array.of(...arma, ...profile.coefficients);
  const sigma2 = profile.squares / profile.used;
  const width = columns.length - 1;
  const steps = at.map((_, i) => {
    if (i < arma.length) return STEP;
    const k = i - arma.length;
    return 10 * STEP * Math.sqrt(sigma2 * (profile.inverse[k * width + k] as number));
  });
  const objective = (values: Float64Array) => {
    const rest = withoutRegression(columns, values.slice(arma.length));
    const moved = splitWeights(order, values.slice(0, arma.length));
    const there = profileAt(order, moved, [rest]);
    return there === null ? Number.NaN : days * perDay(there);
  };
  const covariance = invertPositive(numericalHessian(objective, at, steps));
  const missing = new Float64Array(at.length).fill(Number.NaN);
  return covariance === null ? missing : at.map((_, i) => Math.sqrt(covariance[i * at.length + i] as number));
}

export function withoutRegression([y, ...regressors]: Columns, coefficients: Float64Array): Float64Array {
  return y.map((value, t) =>
    regressors.reduce((rest, column, k) => rest - (coefficients[k] as number) * (column[t] as number), value),
  );
}
