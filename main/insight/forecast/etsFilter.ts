import type { EtsModel, EtsParameters, EtsState } from './etsModel.ts';
import { createEtsStepper } from './etsStep.ts';

export interface EtsRun {
  readonly fitted: Float64Array;
  /** Differences, or shares of the fitted value for a multiplicative error; NaN where x is missing. */
  readonly residuals: Float64Array;
  readonly sumSquares: number;
  /** Σ log |fitted| over the days present. */
  readonly sumLogFitted: number;
  readonly used: number;
  readonly end: EtsState;
}

/** One pass over x. A missing day moves the state on with an error of zero. */
export function runEts(model: EtsModel, weights: EtsParameters, start: EtsState, x: Float64Array): EtsRun {
  const fitted = new Float64Array(x.length);
  const residuals = new Float64Array(x.length).fill(Number.NaN);
  const stepper = createEtsStepper(model, weights, start);
  let sumSquares = 0;
  let sumLogFitted = 0;
  let used = 0;
  for (let t = 0; t < x.length; t++) {
    const value = x[t] as number;
    const expected = stepper.expected();
    fitted[t] = expected;
    stepper.observe(value);
    if (Number.isNaN(value)) continue;
    const error = model.error === 'A' ? value - expected : (value - expected) / expected;
    residuals[t] = error;
    sumSquares += error * error;
    sumLogFitted += Math.log(Math.abs(expected));
    used++;
  }
  return { fitted, residuals, sumSquares, sumLogFitted, used, end: stepper.state() };
}

/** Gaussian, with the variance put in and constants left out: -n/2 log Σe² - Σ log |fitted| (the latter for relative errors). */
export function etsLogLik(model: EtsModel, run: EtsRun): number {
  const size = -0.5 * run.used * Math.log(run.sumSquares);
  return model.error === 'M' ? size - run.sumLogFitted : size;
}
