/** (p, d, q)(P, D, Q) of a period: Box and Jenkins (1976). Moving-average terms are added, 1 + theta B, as R has them. */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly seasonal: { readonly p: number; readonly d: number; readonly q: number };
  readonly period: number;
}

export interface ArmaWeights {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly seasonalAr: Float64Array;
  readonly seasonalMa: Float64Array;
}

export function arimaOrder(
  [p, d, q]: readonly [number, number, number],
  seasonal: readonly [number, number, number] = [0, 0, 0],
  period = 1,
): ArimaOrder {
  const [P, D, Q] = seasonal;
  return { p, d, q, seasonal: { p: P, d: D, q: Q }, period };
}

/** How many differences the series loses. */
export function differencesOf({ d, seasonal, period }: ArimaOrder): number {
  return d + seasonal.d * period;
}

export function armaCount({ p, q, seasonal }: ArimaOrder): number {
  return p + q + seasonal.p + seasonal.q;
}

/** In the order of R's coefficients: ar, ma, seasonal ar, seasonal ma. */
export function armaNames({ p, q, seasonal }: ArimaOrder): string[] {
  const named = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
  return [...named('ar', p), ...named('ma', q), ...named('sar', seasonal.p), ...named('sma', seasonal.q)];
}

export function splitWeights({ p, q, seasonal }: ArimaOrder, values: Float64Array): ArmaWeights {
  const ends = [p, p + q, p + q + seasonal.p, p + q + seasonal.p + seasonal.q] as const;
  return {
    ar: values.slice(0, ends[0]),
    ma: values.slice(ends[0], ends[1]),
    seasonalAr: values.slice(ends[1], ends[2]),
    seasonalMa: values.slice(ends[2], ends[3]),
  };
}

export function joinWeights({ ar, ma, seasonalAr, seasonalMa }: ArmaWeights): Float64Array {
  return Float64Array.of(...ar, ...ma, ...seasonalAr, ...seasonalMa);
}

/** phi of (1 - ar)(1 - seasonal ar) written as 1 - Σ phi_i B^i. */
export function autoregression({ ar, seasonalAr }: ArmaWeights, period: number): Float64Array {
  return multiplied(ar, seasonalAr, period, -1);
}

/** theta of (1 + ma)(1 + seasonal ma) written as 1 + Σ theta_i B^i. */
export function movingAverage({ ma, seasonalMa }: ArmaWeights, period: number): Float64Array {
  return multiplied(ma, seasonalMa, period, 1);
}

function multiplied(short: Float64Array, long: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const product = new Float64Array(short.length + period * long.length);
  short.forEach((value, i) => {
    product[i] = (product[i] as number) + value;
  });
  long.forEach((value, j) => {
    const at = (j + 1) * period - 1;
    product[at] = (product[at] as number) + value;
    short.forEach((other, i) => {
      product[at + i + 1] = (product[at + i + 1] as number) + sign * value * other;
    });
  });
  return product;
}

/** delta of (1 - B)^d (1 - B^s)^D written as 1 - Σ delta_i B^i. */
export function differencing({ d, seasonal, period }: ArimaOrder): Float64Array {
  let polynomial = Float64Array.of(1);
  for (let i = 0; i < d; i++) polynomial = withDifference(polynomial, 1);
  for (let i = 0; i < seasonal.d; i++) polynomial = withDifference(polynomial, period);
  return polynomial.slice(1).map((value) => -value);
}

function withDifference(polynomial: Float64Array, lag: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(polynomial.length + lag);
  polynomial.forEach((value, i) => {
    longer[i] = (longer[i] as number) + value;
    longer[i + lag] = (longer[i + lag] as number) - value;
  });
  return longer;
}
