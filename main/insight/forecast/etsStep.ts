import type { EtsModel, EtsParameters, EtsState } from './etsModel.ts';

export interface EtsStepper {
  /** What the next day is expected to bring. */
  expected(): number;
  /** Moves on by a day; NaN when nothing was seen: the state then goes as expected. */
  observe(value: number): void;
  state(): EtsState;
}

/**
 * All thirty models in error-correction form. Values leave the finite numbers where a form isn't defined (a negative
 * slope to a damped power, a level of zero under a multiplicative season) and stay outside, which is how the caller sees it.
 */
export function createEtsStepper(model: EtsModel, weights: EtsParameters, start: EtsState): EtsStepper {
  const { trend, season: form, period } = model;
  const { alpha, beta, gamma, phi } = weights;
  const slopeWeight = beta === 0 ? 0 : beta / alpha;
  const season = start.season.slice();
  let { level, slope } = start;
  let at = 0;
  let carried = 0;
  let before = 0;
  const predict = () => {
    if (trend === 'N') {
      before = level;
    } else if (trend === 'A') {
      carried = phi * slope;
      before = level + carried;
    } else {
      carried = slope ** phi;
      before = level * carried;
    }
  };
  predict();
  const expected = () => {
    if (form === 'N') return before;
    const figure = season[at] as number;
    return form === 'A' ? before + figure : before * figure;
  };
  const observe = (value: number) => {
    if (Number.isNaN(value)) {
      level = before;
      slope = carried;
    } else {
      const figure = season[at] as number;
      const adjusted = form === 'N' ? value : form === 'A' ? value - figure : value / figure;
      const last = level;
      level = before + alpha * (adjusted - before);
      if (trend === 'A') slope = carried + slopeWeight * (level - last - carried);
      if (trend === 'M') slope = carried + slopeWeight * (level / last - carried);
      if (form === 'A') season[at] = figure + gamma * (value - before - figure);
      if (form === 'M') season[at] = figure + gamma * (value / before - figure);
    }
    at = at + 1 === period ? 0 : at + 1;
    predict();
  };
  const state = () => ({
    level,
    slope,
    season: season.map((_, i) => season[(i + at) % period] as number),
  });
  return { expected, observe, state };
}
