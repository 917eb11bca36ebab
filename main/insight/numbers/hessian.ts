import type { Objective } from './minimise.ts';

/** Second derivatives by central differences of central differences, row-major. */
export function numericalHessian(f: Objective, at: Float64Array, steps: Float64Array): Float64Array {
  const n = at.length;
  const hessian = new Float64Array(n * n);
  const middle = f(at);
  const moved = (i: number, by: number, j: number, other: number) => {
    const probe = at.slice();
    probe[i] = (probe[i] as number) + by;
    probe[j] = (probe[j] as number) + other;
    return f(probe);
  };
  for (let i = 0; i < n; i++) {
    const h = steps[i] as number;
    hessian[i * n + i] = (moved(i, 2 * h, i, 0) - 2 * middle + moved(i, -2 * h, i, 0)) / (4 * h * h);
    for (let j = 0; j < i; j++) {
      const k = steps[j] as number;
      const mixed = moved(i, h, j, k) - moved(i, h, j, -k) - moved(i, -h, j, k) + moved(i, -h, j, -k);
      hessian[i * n + j] = mixed / (4 * h * k);
      hessian[j * n + i] = mixed / (4 * h * k);
    }
  }
  return hessian;
}
