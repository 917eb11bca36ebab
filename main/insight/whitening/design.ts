import type { Grain } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import type { Season } from '../grain/season.ts';

/** What both series of a pair are freed from before they are compared. */
export interface DesignOptions {
  /** Seasons of another grain than days, where none are given. */
  readonly grain?: Grain;
  /** In place of those that a series of this length and grain supports. */
  readonly seasons?: readonly Season[];
  readonly weeklyHarmonics?: number;
  readonly annualHarmonics?: number;
  readonly annualPeriod?: number;
  /** Step of the declared calendar on which the series starts, so that pairs with different windows meet the same seasons. */
  readonly start?: number;
  /** One column a known cause: promotions, holidays, price changes. As long as the series. */
  readonly known?: readonly Float64Array[];
}

/** Intercept, straight trend, the waves of its seasons, and the known causes. */
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
    ...seasonsIn(length, options).flatMap((season) => waves(season, column)),
    ...(options.known ?? []),
  ];
}

function seasonsIn(length: number, options: DesignOptions): readonly Season[] {
  if (options.seasons !== undefined) return options.seasons;
  const seasons = grainSettings(options.grain).seasons(length);
  const { weeklyHarmonics, annualHarmonics, annualPeriod } = options;
  const [week, year] = seasons;
  if (week === undefined || year === undefined || (options.grain ?? 'day') !== 'day') return seasons;
  return [
    { ...week, harmonics: upTo(weeklyHarmonics) ?? week.harmonics },
    { ...year, period: annualPeriod ?? year.period, harmonics: upTo(annualHarmonics) ?? year.harmonics },
  ];
}

function upTo(count: number | undefined): readonly number[] | undefined {
  return count === undefined ? undefined : Array.from({ length: count }, (_, i) => i + 1);
}

function waves(
  { period, harmonics }: Season,
  column: (value: (t: number) => number) => Float64Array,
): Float64Array[] {
  return harmonics
    .map((harmonic) => (2 * Math.PI * harmonic) / period)
    .flatMap((speed) => [column((t) => Math.sin(speed * t)), column((t) => Math.cos(speed * t))]);
}
