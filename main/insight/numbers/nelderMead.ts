import { guarded, type MinimiseOptions, type Minimum, type Objective } from './minimise.ts';

/**
 * Nelder and Mead (1965) in the form of Nash (Compact Numerical Methods, 1990, algorithm 19), which R's optim and ets use:
 * every edge of the first simplex is a tenth of the largest coordinate, and a reflection that only beats the worst point is
 * taken and then contracted at once. Following the same path matters where a likelihood has many peaks.
 */
export function nelderMead(f: Objective, start: Float64Array, options: MinimiseOptions = {}): Minimum {
  const limit = options.maxEvaluations ?? 2000;
  const ask = guarded(f);
  const n = start.length;
  const first = ask(start);
  if (n === 0) return { at: start.slice(), value: first, evaluations: 1, converged: true };
  const tolerance = options.tolerance ?? Math.sqrt(Number.EPSILON);
  const slack = tolerance * (Math.abs(first) + tolerance);
  const simplex = [
    { at: start.slice(), value: first },
    ...corners(start).map((at) => ({ at, value: ask(at) })),
  ];
  let evaluations = n + 1;
  let best = 0;
  let size = sizeAround(simplex, 0);
  while (true) {
    let worst = best;
    for (let i = 0; i <= n; i++) {
      if (heightOf(simplex, i) < heightOf(simplex, best)) best = i;
      if (heightOf(simplex, i) > heightOf(simplex, worst)) worst = i;
    }
    const low = heightOf(simplex, best);
    const high = heightOf(simplex, worst);
    const converged = high <= low + slack;
    if (converged || evaluations > limit) return { ...pointOf(simplex, best), evaluations, converged };
    const away = pointOf(simplex, worst).at;
    const centre = centreWithout(simplex, worst);
    const reflected = between(centre, away, -1);
    const value = ask(reflected);
    evaluations++;
    if (value < low) {
      const further = between(centre, away, -2);
      const beyond = ask(further);
      evaluations++;
      simplex[worst] = beyond < value ? { at: further, value: beyond } : { at: reflected, value };
      continue;
    }
    if (value < high) simplex[worst] = { at: reflected, value };
    const contracted = between(centre, pointOf(simplex, worst).at, 0.5);
    const inside = ask(contracted);
    evaluations++;
    if (inside < heightOf(simplex, worst)) {
      simplex[worst] = { at: contracted, value: inside };
    } else if (value >= high) {
      shrink(simplex, best, ask);
      evaluations += n;
      const shrunk = sizeAround(simplex, best);
      if (!(shrunk < size)) return { ...pointOf(simplex, best), evaluations, converged: false };
      size = shrunk;
    }
  }
}

interface Vertex {
  readonly at: Float64Array;
  readonly value: number;
}

function pointOf(simplex: readonly Vertex[], index: number): Vertex {
  return simplex[index] as Vertex;
}

function heightOf(simplex: readonly Vertex[], index: number): number {
  return pointOf(simplex, index).value;
}

function corners(start: Float64Array): Float64Array[] {
  const step = start.reduce((most, value) => Math.max(most, 0.1 * Math.abs(value)), 0) || 0.1;
  return Array.from(start, (value, i) => {
    const corner = start.slice();
    // A step lost to rounding would leave the simplex flat.
    for (let edge = step; corner[i] === value; edge *= 10) corner[i] = value + edge;
    return corner;
  });
}

function centreWithout(simplex: readonly Vertex[], skipped: number): Float64Array {
  const n = simplex.length - 1;
  return pointOf(simplex, 0).at.map((_, i) => {
    let total = 0;
    simplex.forEach((vertex, j) => {
      if (j !== skipped) total += vertex.at[i] as number;
    });
    return total / n;
  });
}

/** From the centre towards a point, by a share of their distance. */
function between(centre: Float64Array, point: Float64Array, share: number): Float64Array {
  return centre.map((middle, i) => (1 - share) * middle + share * (point[i] as number));
}

function shrink(simplex: Vertex[], best: number, ask: Objective): void {
  const target = pointOf(simplex, best).at;
  simplex.forEach((vertex, i) => {
    if (i === best) return;
    const at = vertex.at.map((value, k) => 0.5 * (value - (target[k] as number)) + (target[k] as number));
    simplex[i] = { at, value: ask(at) };
  });
}

function sizeAround(simplex: readonly Vertex[], best: number): number {
  const centre = pointOf(simplex, best).at;
  let total = 0;
  for (const { at } of simplex)
    at.forEach((value, i) => {
      total += Math.abs(value - (centre[i] as number));
    });
  return total;
}
