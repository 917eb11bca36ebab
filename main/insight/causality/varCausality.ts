import { fTail } from '../numbers/distributions.ts';
import { inverseForm } from './cholesky.ts';
import type { VectorAutoregression } from './vectorAutoregression.ts';

export interface VarCausality {
  readonly f: number;
  readonly p: number;
  readonly df1: number;
  readonly df2: number;
}

/** Whether the lags of one series matter in the equation of another; the degrees of freedom are those of the whole system. */
export function varCausality(model: VectorAutoregression, cause: number, effect: number): VarCausality {
  const { order, trendTerms, inverse, sigma, used, residualDegrees } = model;
  const equations = model.coefficients.length;
  const width = trendTerms + order * equations;
  const places = Array.from({ length: order }, (_, i) => trendTerms + i * equations + cause);
  const error = ((sigma[effect * equations + effect] as number) * used) / residualDegrees;
  const block = Float64Array.from(
    places.flatMap((a) => places.map((b) => error * (inverse[a * width + b] as number))),
  );
  const own = model.coefficients[effect] as Float64Array;
  const f =
    inverseForm(
      block,
      Float64Array.from(places, (at) => own[at] as number),
    ) / order;
  const df2 = equations * residualDegrees;
  return { f, p: fTail(f, order, df2), df1: order, df2 };
}
