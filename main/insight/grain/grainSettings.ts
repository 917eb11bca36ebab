import { type Grain, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { daySeasons, hourSeasons, hourSeasonsAhead, type SeasonsOf, weekSeasons } from './season.ts';

/** Everything that the length of a step decides, counted in steps. What isn't here is the same for all grains. */
export interface GrainSettings {
  /** Steps on which both series must be known before a pair is studied. */
  readonly leastSteps: number;
  /** The longest lead looked at unless a study says otherwise. */
  readonly maxLead: number;
  /** Longest past that a series is freed from, and so the longest warm-up. */
  readonly orderMax: number;
  /** Taken out of both before they are compared, and those that a forecast draws on. */
  readonly seasons: SeasonsOf;
  readonly seasonsAhead: SeasonsOf;
  /**
   * Whether p counts only the steps that the design leaves over. A season of hours takes up to one step in eleven: counted as
   * there, they made of 3 false claims in a hundred 5, and of the finer season of four weeks 14. That of days or weeks takes a dozen
   * columns at most, and their findings keep every digit they had.
   */
  readonly countsDesign: boolean;
  /** An interval of the lead that is wider says only that there is a lead. */
  readonly widestResolved: number;
  /** Windows in which the lead should show again, how far apart they begin, and by how much a lead may differ there. */
  readonly window: number;
  readonly windowStep: number;
  readonly windowTolerance: number;
  /** What a window is called where several are counted. */
  readonly windows: string;
  /** Longest past in Granger's test. */
  readonly grangerPast: number;
  /** Shortest blocks of a resample: a burst spreads over the steps around it. */
  readonly shortestBlock: number;
  /** First window of a forecast that is tried on what came, and the least distance from one origin to the next. */
  readonly leastTraining: number;
  readonly originStep: number;
  /** Of the seasonal naive forecast, the one to be beaten. */
  readonly naivePeriod: number;
  /** Seasons of which the latest like step that is known helps a forecast. */
  readonly ownPeriods: readonly number[];
  /** A longer span is a typing mistake, and what it is called. */
  readonly longestSpan: number;
  readonly longestSpanText: string;
  /**
   * Days from when a step of the signal is over, or has begun for a day, to the earliest that the outcome follows. A week is known on its
   * last day, and the week it points to begins on its first: of two weeks' lead one and a day are left.
   */
  daysOfLead(lead: number): number;
}

const DAY: GrainSettings = {
  // Half a year holds enough days to show a lead that has any strength.
  leastSteps: 180,
  maxLead: 30,
  // Four weeks of its own past are enough for a daily series whose week has been taken out.
  orderMax: 28,
  seasons: daySeasons,
  seasonsAhead: daySeasons,
  countsDesign: false,
  // A lead known to two weeks can be acted on.
  widestResolved: 14,
  // Half-years, of which two years hold several. A day either way is what counting in different zones does, the other is sampling.
  window: 180,
  windowStep: 30,
  windowTolerance: 2,
  windows: 'half-years',
  grangerPast: 14,
  shortestBlock: 7,
  leastTraining: 120,
  // At short leads a window a day would refit hundreds of times and say hardly more.
  originStep: 5,
  naivePeriod: 7,
  ownPeriods: [7],
  longestSpan: 36525,
  longestSpanText: 'a century',
  daysOfLead: (lead) => lead,
};

const WEEK: GrainSettings = {
  // Two years: with less, the swing of the year can't be told from a trend, and every two series that swing go together.
  leastSteps: 104,
  // A quarter of a year. Each lead more costs some power, of which a hundred weeks have little.
  maxLead: 12,
  // Two months of own past, in which 96 of 104 weeks are left.
  orderMax: 8,
  seasons: weekSeasons,
  seasonsAhead: weekSeasons,
  countsDesign: false,
  // A lead known to a month can be planned for.
  widestResolved: 4,
  // Years, because half of one holds too few weeks to show a peak. They overlap far, as those of half a year do.
  window: 52,
  windowStep: 8,
  windowTolerance: 1,
  windows: 'years',
  // As much past as leaves Granger's test ten weeks for each number it estimates.
  grangerPast: 4,
  // A campaign lasts a month.
  shortestBlock: 4,
  leastTraining: 60,
  originStep: 2,
  naivePeriod: 52,
  // The same week of the year before would cost a year of a series that may have two; the year's waves stand for it.
  ownPeriods: [],
  longestSpan: 5218,
  longestSpanText: 'a century',
  daysOfLead: (lead) => 7 * (lead - 1) + 1,
};

const HOUR: GrainSettings = {
  // Four weeks: less than that doesn't show what is Monday and what is chance.
  leastSteps: 28 * 24,
  // Three days; what takes longer is better seen in days.
  maxLead: 72,
  // Two days of own past: what a day's waves leave over repeats itself after a day, and once more.
  orderMax: 48,
  seasons: hourSeasons,
  seasonsAhead: hourSeasonsAhead,
  countsDesign: true,
  // A lead known to a day says on which day to act, which is all that hours can add to it.
  widestResolved: 24,
  // Fortnights hold each hour of the week twice.
  window: 14 * 24,
  windowStep: 3 * 24,
  windowTolerance: 2,
  windows: 'fortnights',
  grangerPast: 24,
  // A burst is over within a day.
  shortestBlock: 24,
  leastTraining: 14 * 24,
  // A day and an hour, so that origins fall on every hour of the day.
  originStep: 25,
  naivePeriod: 168,
  ownPeriods: [24, 168],
  longestSpan: 20 * 8766,
  longestSpanText: 'twenty years',
  daysOfLead: (lead) => lead / 24,
};

const SETTINGS: Readonly<Record<Grain, GrainSettings>> = { day: DAY, week: WEEK, hour: HOUR };

/** A series that doesn't say is one of days. */
export function grainSettings(grain: Grain = USUAL_GRAIN): GrainSettings {
  return SETTINGS[grain];
}
