import { alertDays, type SpikeScore, scoreSpikeAlerts, thresholdForBudget } from '../forecast/spikeAlerts.ts';
import { madPresent, medianPresent, present } from '../numbers/moments.ts';

/** What alerts are made of at any budget. Positions are days of the outcome. */
export interface SpikeWatch {
  /** How unusual the signals were on each day, by the days before alone; NaN while that is too few. */
  readonly scores: Float64Array;
  /** First days of spikes of the outcome. */
  readonly onsets: readonly number[];
  /** The first day judged; the threshold is learned on the days before. */
  readonly judgedFrom: number;
  /** Days of warning in which an alert counts. */
  readonly leastLead: number;
  readonly mostLead: number;
}

export interface WatchedAlerts {
  readonly threshold: number;
  /** From the first day judged on. */
  readonly alerts: readonly number[];
  readonly onsets: readonly number[];
  readonly score: SpikeScore;
  /** The latest alert whose time isn't up and that no spike has answered. */
  readonly live: number | null;
}

const LEVEL_DAYS = 28;
const SPREAD_DAYS = 180;
/** Of the spread, before a day is called unusual by it. */
const LEAST_SPREAD = 60;
/** An alert may be off by as much and still be of use. */
const SLACK = 4;
/** In robust deviations. A generous budget isn't used up on days like any other, which would also grow into one endless alert. */
const LEAST_UNUSUAL = 2;

/** A signal that lowers the outcome warns when it falls. */
export interface ScoredSignal {
  /** On the scale of logarithms. */
  readonly values: Float64Array;
  readonly lead: number;
  readonly weight: number;
}

export function watchSpikes(
  signals: readonly ScoredSignal[],
  onsets: readonly number[],
  days: number,
): SpikeWatch {
  const leads = signals.map(({ lead }) => lead);
  return {
    scores: trailingScores(expectedLift(signals, days)),
    onsets,
    judgedFrom: Math.floor(days / 2),
    leastLead: Math.max(1, Math.min(...leads) - SLACK),
    mostLead: Math.max(...leads) + SLACK,
  };
}

/** At so many alerts a month: the threshold is learned on the first half of the days, and judged on the other. */
export function alertsAt(
  { scores, onsets, judgedFrom, leastLead, mostLead }: SpikeWatch,
  perMonth: number,
): WatchedAlerts {
  const threshold = Math.max(LEAST_UNUSUAL, thresholdForBudget(scores.slice(0, judgedFrom), perMonth));
  const days = scores.length - judgedFrom;
  const shifted = (all: readonly number[]) => all.map((day) => day - judgedFrom).filter((day) => day >= 0);
  const alerts = Number.isFinite(threshold) ? alertDays(scores.slice(judgedFrom), threshold) : [];
  const score = scoreSpikeAlerts(alerts, shifted(onsets), { days, minLead: leastLead, maxLead: mostLead });
  const open = alerts.filter(
    (day) =>
      day + mostLead >= days &&
      !shifted(onsets).some((onset) => onset - day >= leastLead && onset - day <= mostLead),
  );
  const back = (day: number) => day + judgedFrom;
  const last = open.at(-1);
  return {
    threshold,
    alerts: alerts.map(back),
    onsets: shifted(onsets).map(back),
    score,
    live: last === undefined ? null : back(last),
  };
}

/** What each day of the signals moves later, by their weights; a signal that isn't known on a day moves nothing. */
function expectedLift(signals: readonly ScoredSignal[], days: number): Float64Array {
  const each = signals.map(({ values, weight }) => aboveLevel(values).map((value) => weight * value));
  return Float64Array.from({ length: days }, (_, t) => {
    const known = each.map((lift) => lift[t] as number).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
  });
}

/** How far a day lies above the four weeks before it. */
function aboveLevel(x: Float64Array): Float64Array {
  return x.map((value, t) => value - medianPresent(x.slice(Math.max(0, t - LEVEL_DAYS), t)));
}

/** In robust deviations of the days before. */
function trailingScores(lift: Float64Array): Float64Array {
  return lift.map((value, t) => {
    const before = present(lift.slice(Math.max(0, t - SPREAD_DAYS), t));
    if (before.length < LEAST_SPREAD) return Number.NaN;
    const spread = madPresent(before);
    return spread > 0 ? value / spread : Number.NaN;
  });
}
