/**
 * Local regression at the positions 0..length-1 of an evenly spaced series, degree 0 or 1, as STL uses it
 * (Cleveland, Cleveland, McRae & Terpenning 1990, section 3). On an even grid the tricube weights depend only on
 * where in its window a position lies, so each such row is computed once and then read; that, and not computing
 * weights per point, is what makes a decomposition cheap.
 */
export interface Loess {
  readonly length: number;
  /** Points in a window: the span, or the whole series where that is shorter. */
  readonly count: number;
  readonly degree: 0 | 1;
  /** What a span beyond the series adds to the half-width of the window. */
  readonly widening: number;
  /** Rows kept at once. Rows of very long windows replace each other, so memory stays bounded. */
  readonly slots: number;
  /** Which row each slot holds. */
  readonly held: Int32Array;
  /** Tricube weights, a row a slot. */
  readonly tricube: Float64Array;
  /** The same rows as finished coefficients of the values, for when no value has a weight of its own. */
  readonly finished: Float64Array;
  readonly scratch: Float64Array;
}

const KEPT = 1 << 15;
const EMPTY = -2;

export function createLoess(length: number, span: number, degree: 0 | 1): Loess {
  const count = Math.min(span, length);
  const rows = Math.ceil(count / 2) + 1;
  const slots = Math.max(1, Math.min(rows, Math.floor(KEPT / count)));
  return {
    length,
    count,
    degree,
    widening: span > length ? Math.floor((span - length) / 2) : 0,
    slots,
    held: new Int32Array(slots).fill(EMPTY),
    tricube: new Float64Array(slots * count),
    finished: new Float64Array(slots * count),
    scratch: new Float64Array(count),
  };
}

/** Where the window of a position begins: centred on it, and pushed inside at both ends. */
export function windowStart(loess: Loess, position: number): number {
  const centred = position - ((loess.count - 1) >> 1);
  const last = loess.length - loess.count;
  return centred < 0 ? 0 : centred > last ? last : centred;
}

/** The slot's offset of the row for a position `inset` points from the nearer end of its window (-1: just outside). */
export function rowAt(loess: Loess, inset: number): number {
  const slot = (inset + 1) % loess.slots;
  const at = slot * loess.count;
  if (loess.held[slot] !== inset) {
    fillTricube(loess.tricube, at, loess.count, inset, loess.widening);
    finish(loess, at, inset);
    loess.held[slot] = inset;
  }
  return at;
}

/**
 * The fit at `position` from the window beginning at `start`. NaN where the window holds no weight at all.
 * `weights` (the robustness weights, 0 for a missing value) are null for an unweighted fit.
 */
export function fitAt(
  loess: Loess,
  values: Float64Array,
  weights: Float64Array | null,
  position: number,
  start: number,
): number {
  const { count } = loess;
  const offset = position - start;
  const mirrored = offset > count - 1 - offset;
  const inset = mirrored ? count - 1 - offset : offset;
  if (inset < -1) return fitOutside(loess, values, weights, offset, start);
  const at = rowAt(loess, inset);
  // Walking the row backwards is the mirror image of walking it forwards.
  const first = mirrored ? at + count - 1 : at;
  const step = mirrored ? -1 : 1;
  if (weights !== null) return weightedFit(loess, loess.tricube, first, step, values, weights, offset, start);
  const { finished } = loess;
  let fit = 0;
  for (let j = 0, k = first; j < count; j++, k += step)
    fit += (finished[k] as number) * (values[start + j] as number);
  return fit;
}

/** A jump longer than half a window leaves the last point outside the window it is fitted from; no row is kept for it. */
function fitOutside(
  loess: Loess,
  values: Float64Array,
  weights: Float64Array | null,
  offset: number,
  start: number,
): number {
  const row = new Float64Array(loess.count);
  fillTricube(row, 0, loess.count, offset, loess.widening);
  const equal = weights ?? new Float64Array(loess.length).fill(1);
  return weightedFit(loess, row, 0, 1, values, equal, offset, start);
}

function fillTricube(row: Float64Array, at: number, count: number, offset: number, widening: number): void {
  const width = Math.max(offset, count - 1 - offset) + widening;
  // Cut a hair inside both ends, as the published program does: the cuts decide which points count.
  const near = 0.001 * width;
  const far = 0.999 * width;
  for (let j = 0; j < count; j++) {
    const distance = Math.abs(j - offset);
    if (distance <= near) row[at + j] = 1;
    else if (distance > far) row[at + j] = 0;
    else {
      const share = distance / width;
      const left = 1 - share * share * share;
      row[at + j] = left * left * left;
    }
  }
}

function finish(loess: Loess, at: number, offset: number): void {
  const { count, degree, tricube, finished } = loess;
  let total = 0;
  let moment = 0;
  for (let j = 0; j < count; j++) {
    total += tricube[at + j] as number;
    moment += (tricube[at + j] as number) * j;
  }
  if (total <= 0) {
    finished.fill(Number.NaN, at, at + count);
    return;
  }
  const centre = moment / total;
  let spread = 0;
  for (let j = 0; j < count; j++) spread += ((tricube[at + j] as number) / total) * (j - centre) ** 2;
  const slope = degree === 1 && isSpread(spread, loess.length) ? (offset - centre) / spread : 0;
  for (let j = 0; j < count; j++)
    finished[at + j] = ((tricube[at + j] as number) / total) * (1 + slope * (j - centre));
}

/** Points this close together say nothing about a slope: the fit stays level. */
function isSpread(spread: number, length: number): boolean {
  return Math.sqrt(spread) > 0.001 * (length - 1);
}

function weightedFit(
  loess: Loess,
  row: Float64Array,
  first: number,
  step: number,
  values: Float64Array,
  weights: Float64Array,
  offset: number,
  start: number,
): number {
  const { count, scratch } = loess;
  let total = 0;
  let moment = 0;
  let level = 0;
  for (let j = 0, k = first; j < count; j++, k += step) {
    const weight = (row[k] as number) * (weights[start + j] as number);
    scratch[j] = weight;
    total += weight;
    moment += weight * j;
    level += weight * (values[start + j] as number);
  }
  if (!(total > 0)) return Number.NaN;
  level /= total;
  if (loess.degree === 0) return level;
  const centre = moment / total;
  let spread = 0;
  let tilt = 0;
  for (let j = 0; j < count; j++) {
    const weight = scratch[j] as number;
    const away = j - centre;
    spread += weight * away * away;
    tilt += weight * away * ((values[start + j] as number) - level);
  }
  if (!isSpread(spread / total, loess.length)) return level;
  return level + (tilt / spread) * (offset - centre);
}
