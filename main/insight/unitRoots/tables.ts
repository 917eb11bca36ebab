import type { Deterministic } from './dickeyFuller.ts';

/** Sample sizes of the rows below; the last stands for any longer one. */
const SIZES = [25, 50, 100, 250, 500] as const;

/** Fuller (1976, table 8.5.2): 1, 5 and 10 % points of tau, a row a sample size. */
const POINTS: Record<Exclude<Deterministic, 'quadratic'>, readonly (readonly [number, number, number])[]> = {
  none: [
    [-2.66, -1.95, -1.6],
    [-2.62, -1.95, -1.61],
    [-2.6, -1.95, -1.61],
    [-2.58, -1.95, -1.62],
    [-2.58, -1.95, -1.62],
    [-2.58, -1.95, -1.62],
  ],
  drift: [
    [-3.75, -3, -2.63],
    [-3.58, -2.93, -2.6],
    [-3.51, -2.89, -2.58],
    [-3.46, -2.88, -2.57],
    [-3.44, -2.87, -2.57],
    [-3.43, -2.86, -2.57],
  ],
  trend: [
    [-4.38, -3.6, -3.24],
    [-4.15, -3.5, -3.18],
    [-4.04, -3.45, -3.15],
    [-3.99, -3.43, -3.13],
    [-3.98, -3.42, -3.13],
    [-3.96, -3.41, -3.12],
  ],
};

/** The 1, 5 and 10 % points for a number of changes: of the first row whose size they don't reach. */
export function criticalTaus(
  changes: number,
  deterministic: Exclude<Deterministic, 'quadratic'>,
): readonly [number, number, number] {
  const row = SIZES.filter((size) => changes >= size).length;
  return POINTS[deterministic][row] as readonly [number, number, number];
}

/** Banerjee, Dolado, Galbraith & Hendry (1993, table 4.2) for a line: sample sizes, then points a row of probability. */
const TREND_SIZES = [25, 50, 100, 250, 500, 100_000] as const;
const TREND_POINTS: readonly { readonly p: number; readonly taus: readonly number[] }[] = [
  { p: 0.01, taus: [-4.38, -4.15, -4.04, -3.99, -3.98, -3.96] },
  { p: 0.025, taus: [-3.95, -3.8, -3.73, -3.69, -3.68, -3.66] },
  { p: 0.05, taus: [-3.6, -3.5, -3.45, -3.43, -3.42, -3.41] },
  { p: 0.1, taus: [-3.24, -3.18, -3.15, -3.13, -3.13, -3.12] },
  { p: 0.9, taus: [-1.14, -1.19, -1.22, -1.23, -1.24, -1.25] },
  { p: 0.95, taus: [-0.8, -0.87, -0.9, -0.92, -0.93, -0.94] },
  { p: 0.975, taus: [-0.5, -0.58, -0.62, -0.64, -0.65, -0.66] },
  { p: 0.99, taus: [-0.15, -0.24, -0.28, -0.31, -0.32, -0.33] },
];

/** P of a tau with a line, between 0.01 and 0.99: what lies beyond the table is its edge. */
export function trendTauP(tau: number, changes: number): number {
  const taus = TREND_POINTS.map((point) => interpolate(TREND_SIZES, point.taus, changes));
  return interpolate(
    taus,
    TREND_POINTS.map(({ p }) => p),
    tau,
  );
}

/** Straight lines between the points, level beyond them; `at` rises. */
export function interpolate(at: readonly number[], values: readonly number[], where: number): number {
  if (Number.isNaN(where)) return Number.NaN;
  const right = at.findIndex((point) => point >= where);
  if (right === 0) return values[0] as number;
  if (right === -1) return values[values.length - 1] as number;
  const left = right - 1;
  const share = (where - (at[left] as number)) / ((at[right] as number) - (at[left] as number));
  return (values[left] as number) + share * ((values[right] as number) - (values[left] as number));
}
