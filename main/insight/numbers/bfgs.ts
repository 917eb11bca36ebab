import { guarded, type MinimiseOptions, type Minimum, type Objective } from './minimise.ts';

/**
 * BFGS (Fletcher 1970) with a gradient of central differences and a halving line search. For smooth functions of a few
 * parameters of comparable size.
 */
export function bfgs(f: Objective, start: Float64Array, options: MinimiseOptions = {}): Minimum {
  const tolerance = options.tolerance ?? 1e-10;
  const limit = options.maxEvaluations ?? 4000;
  const n = start.length;
  let evaluations = 0;
  const ask: Objective = (at) => {
    evaluations++;
    return guarded(f)(at);
  };
  let at: Float64Array = start.slice();
  let value = ask(at);
  if (n === 0) return { at, value, evaluations, converged: true };
  let slope: Float64Array = gradient(ask, at);
  let curvature = identity(n);
  let fresh = true;
  while (evaluations < limit) {
    let direction: Float64Array = multiply(curvature, slope).map((d) => -d);
    let descent = dot(direction, slope);
    if (!(descent < 0)) {
      curvature = identity(n);
      fresh = true;
      direction = slope.map((d) => -d);
      descent = dot(direction, slope);
      if (!(descent < 0)) return { at, value, evaluations, converged: true };
    }
    const taken = lineSearch(ask, { at, value, direction, descent });
    if (taken === null) {
      // A direction that leads nowhere may be an outworn curvature: once more, straight down.
      if (fresh) return { at, value, evaluations, converged: true };
      curvature = identity(n);
      fresh = true;
      continue;
    }
    const gained = value - taken.value;
    const nextSlope = gradient(ask, taken.at);
    const step = taken.at.map((v, i) => v - (at[i] as number));
    const change = nextSlope.map((v, i) => v - (slope[i] as number));
    at = taken.at;
    value = taken.value;
    slope = nextSlope;
    if (gained <= tolerance * (Math.abs(value) + tolerance)) {
      if (fresh) return { at, value, evaluations, converged: true };
      curvature = identity(n);
      fresh = true;
      continue;
    }
    curvature = updated(curvature, step, change);
    fresh = false;
  }
  return { at, value, evaluations, converged: false };
}

interface Line {
  readonly at: Float64Array;
  readonly value: number;
  readonly direction: Float64Array;
  readonly descent: number;
}

function lineSearch(ask: Objective, line: Line): Pick<Line, 'at' | 'value'> | null {
  const longest = line.direction.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  // Not above two units at once: a first gradient can be huge, and the far side of a transform is flat.
  for (let share = Math.min(1, 2 / longest); share * longest > 1e-12; share *= 0.4) {
    const at = line.at.map((v, i) => v + share * (line.direction[i] as number));
    const value = ask(at);
    if (value <= line.value + 1e-4 * share * line.descent) return { at, value };
  }
  return null;
}

function gradient(ask: Objective, at: Float64Array): Float64Array {
  return at.map((value, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(value));
    const probe = at.slice();
    probe[i] = value + step;
    const up = ask(probe);
    probe[i] = value - step;
    return (up - ask(probe)) / (2 * step);
  });
}

function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}

function updated(inverse: Float64Array[], step: Float64Array, change: Float64Array): Float64Array[] {
  const along = dot(step, change);
  // Without positive curvature along the step the update would lose positive definiteness.
  if (!(along > 0)) return inverse;
  const image = multiply(inverse, change);
  const stretch = 1 + dot(change, image) / along;
  return inverse.map((row, i) =>
    row.map((value, j) => {
      const cross = (step[i] as number) * (image[j] as number) + (image[i] as number) * (step[j] as number);
      return value + (stretch * (step[i] as number) * (step[j] as number) - cross) / along;
    }),
  );
}
