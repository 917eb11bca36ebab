import { fitAt, type Loess, rowAt, windowStart } from './loess.ts';

/**
 * Smooths `values` into `out` from `outStart`, fitting every `jump`-th position and the last, and joining them by
 * straight lines. A position whose window has no weight keeps its value.
 */
export function smoothSeries(
  loess: Loess,
  jump: number,
  values: Float64Array,
  weights: Float64Array | null,
  out: Float64Array,
  outStart: number,
): void {
  const { length } = loess;
  if (length < 2) {
    out[outStart] = values[0] as number;
    return;
  }
  const step = Math.min(jump, length - 1);
  if (weights === null) smoothInside(loess, step, values, out, outStart);
  let position = 0;
  let start = 0;
  const insideFrom = (loess.count - 1) >> 1;
  const insideTo = length - 1 - insideFrom;
  const doneInside = weights === null && hasInside(loess);
  for (; position < length; position += step) {
    start = windowStart(loess, position);
    if (doneInside && position >= insideFrom && position <= insideTo) continue;
    put(out, outStart + position, fitAt(loess, values, weights, position, start), values[position] as number);
  }
  if (step === 1) return;
  const lastFitted = position - step;
  // The published program fits the last point from the window of the last one that the jumps reached.
  if (lastFitted !== length - 1) {
    const last = length - 1;
    put(out, outStart + last, fitAt(loess, values, weights, last, start), values[last] as number);
    join(out, outStart + lastFitted, outStart + last);
  }
  for (let left = 0; left + step < length; left += step) join(out, outStart + left, outStart + left + step);
}

/** Inside, an odd window is symmetric about its position: a level and a sloped fit agree, and the row folds in two. */
function smoothInside(
  loess: Loess,
  step: number,
  values: Float64Array,
  out: Float64Array,
  outStart: number,
): void {
  if (!hasInside(loess)) return;
  const half = (loess.count - 1) >> 1;
  const { finished } = loess;
  const middle = rowAt(loess, half) + half;
  const own = finished[middle] as number;
  // The outermost points lie on the edge of the window, where the tricube weight is 0.
  let reach = half;
  while (reach > 0 && finished[middle + reach] === 0) reach--;
  const end = loess.length - half;
  for (let position = Math.ceil(half / step) * step; position < end; position += step) {
    let fit = own * (values[position] as number);
    for (let away = 1; away <= reach; away++)
      fit +=
        (finished[middle + away] as number) *
        ((values[position - away] as number) + (values[position + away] as number));
    out[outStart + position] = fit;
  }
}

function hasInside(loess: Loess): boolean {
  return loess.count < loess.length && loess.count % 2 === 1;
}

function put(out: Float64Array, at: number, fit: number, otherwise: number): void {
  out[at] = Number.isNaN(fit) ? otherwise : fit;
}

function join(out: Float64Array, from: number, to: number): void {
  const begin = out[from] as number;
  const slope = ((out[to] as number) - begin) / (to - from);
  for (let at = from + 1; at < to; at++) out[at] = begin + slope * (at - from);
}
