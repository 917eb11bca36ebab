/** What both series of a pair are freed from before they are compared. */
export interface DesignOptions {
  readonly weeklyHarmonics?: number;
  readonly annualHarmonics?: number;
  readonly annualPeriod?: number;
  /** Day of the declared calendar on which the series starts, so that pairs with different windows meet the same seasons. */
  readonly start?: number;
  /** One column a known cause: promotions, holidays, price changes. As long as the series. */
  readonly known?: readonly Float64Array[];
}

const WEEK = 7;
const YEAR = 365.25;

/**
 * Intercept, straight trend, three harmonics of the week (all that a week has) and two of the year, and the known causes. Two years can't
 * support a free annual shape; two harmonics take the slow swing without chasing noise.
 */
export function seasonDesign(length: number, options: DesignOptions = {}): Float64Array[] {
  const start = options.start ?? 0;
  const column = (value: (t: number) => number) => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = value(start + i);
    return values;
  };
  return [
    column(() => 1),
    column((t) => t),
    ...harmonics(WEEK, options.weeklyHarmonics ?? 3, column),
    ...harmonics(options.annualPeriod ?? YEAR, options.annualHarmonics ?? 2, column),
    ...(options.known ?? []),
  ];
}

function harmonics(
  period: number,
  count: number,
  column: (value: (t: number) => number) => Float64Array,
): Float64Array[] {
  return Array.from({ length: count }, (_, i) => (2 * Math.PI * (i + 1)) / period).flatMap((speed) => [
    column((t) => Math.sin(speed * t)),
    column((t) => Math.cos(speed * t)),
  ]);
}
