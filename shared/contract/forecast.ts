import * as z from 'zod';
import { StudyName } from '../domain/study.ts';
import { call } from './base.ts';

/** How far ahead a forecast may look, and looks unless told. */
export const LONGEST_HORIZON = 60;
export const USUAL_HORIZON = 28;

/** What the work on a forecast is called while it goes on, by how its outcome is called. */
export function forecastJob(outcome: string): string {
  return `Forecast of ${outcome}`;
}

/** A calendar day in the zone that the study's days are counted in, `2026-03-08`. */
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day (write it like 2026-03-08)');
const SeriesName = z.string().min(1).max(500);
/** One value a day; null where nothing is known. */
const Daily = z.array(z.number().nullable());

/** A signal of which the latest run of the study found that it comes before the outcome. */
export const LeadingSignal = z.object({
  signal: z.string(),
  /** As it is called. */
  label: z.string(),
  platform: z.string().nullable(),
  verdict: z.enum(['confirmed', 'suggestive', 'unresolved lag']),
  /** Days by which it comes first, and its 95 % interval. */
  lead: z.number().int(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  strength: z.number().nullable(),
});
export type LeadingSignal = z.infer<typeof LeadingSignal>;

export const OfferedOutcome = z.object({
  outcome: z.string(),
  label: z.string(),
  /** The strongest first, confirmed ones before the others. */
  signals: z.array(LeadingSignal),
});
export type OfferedOutcome = z.infer<typeof OfferedOutcome>;

/** A study with the outcomes it reads. */
export const ForecastOffer = z.object({
  study: z.string(),
  title: z.string(),
  /** Why nothing of it can be forecast, and what to do; null where something can. */
  fault: z.object({ message: z.string(), next: z.string() }).nullable(),
  /** What limits its forecasts, such as that it hasn't run yet; with what to do. */
  hints: z.array(z.string()),
  outcomes: z.array(OfferedOutcome),
});
export type ForecastOffer = z.infer<typeof ForecastOffer>;

/** What a forecast is asked of. */
export const ForecastAsked = z.object({
  study: StudyName,
  outcome: SeriesName,
  /** Left out: those with a confirmed lead, at most three. None: a forecast from the outcome alone. */
  signals: z.array(SeriesName).max(3).optional(),
  /** Days ahead. */
  days: z.number().int().min(1).max(LONGEST_HORIZON).default(USUAL_HORIZON),
});
export type ForecastAsked = z.infer<typeof ForecastAsked>;

/** `led` has the signals, `plain` is the same without them, `naive` repeats the last week. */
export const ForecastModel = z.enum(['led', 'plain', 'naive']);
export type ForecastModel = z.infer<typeof ForecastModel>;

export const ForecastBand = z.object({
  /** Share of days it is meant to hold, 0.8 or 0.95. */
  level: z.number(),
  lower: Daily,
  upper: Daily,
  /** Share of days of the backtest that it held, judged by what was known at each origin; null when too few were tried. */
  measured: z.number().nullable(),
  tried: z.number().int(),
});
export type ForecastBand = z.infer<typeof ForecastBand>;

/** A model in the backtest, over the days where all models are known. */
const ByModel = z.object({
  led: z.number().nullable(),
  plain: z.number().nullable(),
  naive: z.number().nullable(),
});

export const HorizonError = z.object({
  /** Days ahead, from 1. */
  ahead: z.number().int(),
  /** Mean absolute error, in the outcome's own units. */
  absolute: ByModel,
  /** The same over the usual change from one week to the next: below 1 is better than that (MASE). */
  scaled: ByModel,
  used: z.number().int(),
});
export type HorizonError = z.infer<typeof HorizonError>;

export const Outlook = z.object({
  study: z.string(),
  outcome: z.string(),
  /** As it is called. */
  outcomeLabel: z.string(),
  days: z.number().int(),
  /** What is expected, in words; then whether the signals helped. */
  sentence: z.string(),
  verdict: z.string(),
  /** Did best on days it hadn't seen; what `bands` are of. */
  chosen: ForecastModel,
  signals: z.array(
    z.object({
      signal: z.string(),
      label: z.string(),
      platform: z.string().nullable(),
      /** As the whole period shows it; it is learned anew at each origin of the backtest. */
      lead: z.number().int(),
      /** What it was a day, lately. */
      recent: z.number(),
    }),
  ),
  /** What was known: ends on the day before the first one forecast. */
  history: z.object({ firstDay: Day, values: Daily }),
  firstDay: Day,
  /** One value a day ahead of each model; null where it can't say. The median of what may come. */
  paths: z.object({ led: Daily.nullable(), plain: Daily, naive: Daily }),
  bands: z.array(ForecastBand),
  errors: z.array(HorizonError),
  /** Share of recent days of the backtest inside each band, origin after origin; in the order of `bands`. */
  rolling: z.array(z.object({ day: Day, covered: z.array(z.number().nullable()) })),
  backtest: z.object({
    origins: z.number().int(),
    firstDay: Day,
    lastDay: Day,
    /** Mean absolute errors over the horizon, in the outcome's units. */
    absolute: ByModel,
    /** 1 - loss / loss without the signals, on the days the signals reach; null without signals. */
    gain: z.number().nullable(),
    /** Origins at which the signals made it better, and at which they made it worse. */
    better: z.number().int(),
    worse: z.number().int(),
  }),
  /** Promotions and holidays known to fall on days ahead. */
  causes: z.array(z.object({ day: Day, name: z.string() })),
  notes: z.array(z.string()),
});
export type Outlook = z.infer<typeof Outlook>;

export const SpikeAlerts = z.object({
  perMonth: z.number(),
  sentence: z.string(),
  /** Days judged: after those on which the threshold was learned. */
  firstDay: Day,
  lastDay: Day,
  alerts: z.array(Day),
  /** Days on which a spike of the outcome began. */
  spikes: z.array(Day),
  /** Of alerts, the share that a spike answered; null when there was none to judge. */
  precision: z.number().nullable(),
  /** Of spikes, the share that an alert announced. */
  recall: z.number().nullable(),
  /** Precision of alerts on random days. */
  chance: z.number().nullable(),
  judged: z.number().int(),
  hits: z.number().int(),
  /** Days of warning, a quarter, half and three quarters of the way. */
  warning: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  /** An alert of the last days that no spike has answered yet. */
  live: Day.nullable(),
});
export type SpikeAlerts = z.infer<typeof SpikeAlerts>;

export const Scenario = z.object({
  percent: z.number(),
  sentence: z.string(),
  /** The first day that the days to come of a signal can change; null when the forecast ends before. */
  changesFrom: Day.nullable(),
  /** With the signals as they were lately, and at the share asked for. */
  usual: Daily,
  path: Daily,
  /** Over the days ahead, in the outcome's units. */
  difference: z.number(),
});
export type Scenario = z.infer<typeof Scenario>;

/** A frozen forecast against what came. Everything but `came` is as it was when it was frozen. */
export const FrozenForecast = z.object({
  id: z.number().int(),
  study: z.string(),
  outcome: z.string(),
  outcomeLabel: z.string(),
  frozenAt: z.string(),
  firstDay: Day,
  days: z.number().int(),
  chosen: ForecastModel,
  signals: z.array(z.string()),
  /** How these are called. */
  signalLabels: z.array(z.string()),
  sentence: z.string(),
  program: z.string(),
  /** SHA-256 of what it was asked, and of what was read of each relation. */
  settings: z.string(),
  data: z.record(z.string(), z.string()),
  came: z.object({
    /** Days of it of which the outcome is known by now. */
    known: z.number().int(),
    absolute: z.number().nullable(),
    naiveAbsolute: z.number().nullable(),
    /** Share of known days inside each band, in the order of `bands`. */
    covered: z.array(z.object({ level: z.number(), share: z.number().nullable() })),
    sentence: z.string(),
  }),
});
export type FrozenForecast = z.infer<typeof FrozenForecast>;

export const forecast = {
  /** The studies of the workspace, with what can be forecast and the signals that lead it. */
  offers: call.output(z.array(ForecastOffer)),
  /**
   * The whole forecast with its backtest, kept as long as the data stay as they are. Takes a few seconds when it isn't at hand: it is then on the list of
   * jobs, under the name that `forecastJob` gives it, until it has ended. Aborting the call stops it.
   */
  outlook: call.input(ForecastAsked).output(Outlook),
  /** What alerts on the signals would have been worth, at so many a month. */
  alerts: call
    .input(ForecastAsked.extend({ perMonth: z.number().min(0.25).max(10).default(2) }))
    .output(SpikeAlerts),
  /** What is expected when the signals go on at this share of their recent level. */
  scenario: call.input(ForecastAsked.extend({ percent: z.number().min(0).max(500) })).output(Scenario),
  /** Keeps the forecast as it is now, to be held against what comes. */
  freeze: call.input(ForecastAsked).output(FrozenForecast),
  /** The newest first, each with what came since. */
  versions: call
    .input(z.object({ study: StudyName, outcome: SeriesName.optional() }))
    .output(z.array(FrozenForecast)),
  /** One of them whole, with what came day by day. */
  version: call
    .input(z.object({ id: z.number().int().min(1) }))
    .output(z.object({ frozen: FrozenForecast, outlook: Outlook, actual: Daily })),
};
