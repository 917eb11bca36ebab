/** A span in points, or a season that repeats itself exactly. */
export type SeasonSpan = number | 'periodic';

/** What a person chooses; the rest has the defaults that R's `stl` made customary. */
export interface StlChoice {
  readonly period: number;
  readonly seasonSpan: SeasonSpan;
  readonly seasonDegree?: 0 | 1;
  readonly trendSpan?: number;
  readonly trendDegree?: 0 | 1;
  readonly lowPassSpan?: number;
  readonly lowPassDegree?: 0 | 1;
  readonly seasonJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  readonly robust?: boolean;
  readonly innerLoops?: number;
  readonly outerLoops?: number;
  /**
   * What the robust loop measures remainders by. The published program, and R with it, misses the median of some even lengths
   * (`middleOf.ts`); statsmodels doesn't. The published is the default.
   */
  readonly median?: 'published' | 'exact';
}

export interface SmootherSettings {
  readonly span: number;
  readonly degree: 0 | 1;
  /** Fit every so many points, and draw straight lines between. */
  readonly jump: number;
}

export interface StlSettings {
  readonly period: number;
  readonly periodic: boolean;
  readonly season: SmootherSettings;
  readonly trend: SmootherSettings;
  readonly lowPass: SmootherSettings;
  readonly innerLoops: number;
  readonly outerLoops: number;
  readonly exactMedian: boolean;
}

export function stlSettings(choice: StlChoice, length: number): StlSettings {
  const { period } = choice;
  const periodic = choice.seasonSpan === 'periodic';
  const chosen = choice.seasonSpan === 'periodic' ? 10 * length + 1 : choice.seasonSpan;
  const robust = choice.robust ?? false;
  const trendDegree = choice.trendDegree ?? 1;
  // Wide enough that trend and season don't compete for the same swings (Cleveland et al. 1990, section 4.4).
  const trendSpan = choice.trendSpan ?? oddFrom(Math.ceil((1.5 * period) / (1 - 1.5 / chosen)));
  const lowPassSpan = choice.lowPassSpan ?? oddFrom(period);
  return {
    period,
    periodic,
    season: smoother(chosen, periodic ? 0 : (choice.seasonDegree ?? 0), choice.seasonJump),
    trend: smoother(trendSpan, trendDegree, choice.trendJump),
    lowPass: smoother(lowPassSpan, choice.lowPassDegree ?? trendDegree, choice.lowPassJump),
    innerLoops: Math.max(1, choice.innerLoops ?? (robust ? 1 : 2)),
    outerLoops: Math.max(0, choice.outerLoops ?? (robust ? 15 : 0)),
    exactMedian: choice.median === 'exact',
  };
}

function smoother(span: number, degree: 0 | 1, jump: number | undefined): SmootherSettings {
  return { span: oddFrom(Math.max(3, span)), degree, jump: Math.max(1, jump ?? Math.ceil(span / 10)) };
}

function oddFrom(span: number): number {
  const whole = Math.round(span);
  return whole % 2 === 1 ? whole : whole + 1;
}
