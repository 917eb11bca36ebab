import { quantile } from '../numbers/moments.ts';

const DAYS_A_MONTH = 30;

/**
 * First days of runs of scores at or above the threshold; a pause of at most `merge` days doesn't end a run. A peak is visible only
 * once it is past, an onset on the day.
 */
export function alertDays(scores: Float64Array, threshold: number, merge = 3): number[] {
  const days: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  scores.forEach((score, day) => {
    if (!(score >= threshold)) return;
    if (day - last > merge + 1) days.push(day);
    last = day;
  });
  return days;
}

/**
 * The lowest threshold down to which no threshold gives more than so many alerts a month of the days that have a score; to be found in a training
 * window and used after it. Infinite when even the highest score alone is too many. Once the budget is passed nothing lower is tried: alerts would become
 * fewer again only because their runs grow together, up to one that never ends.
 */
export function thresholdForBudget(scores: Float64Array, perMonth: number, merge = 3): number {
  const known = scores.filter((score) => !Number.isNaN(score));
  // On days without a score nobody is alerted, and what wasn't spent on them isn't there for the others.
  const allowed = (perMonth * known.length) / DAYS_A_MONTH;
  let threshold = Number.POSITIVE_INFINITY;
  for (const candidate of [...new Set(known)].sort((a, b) => b - a)) {
    if (alertDays(scores, candidate, merge).length > allowed) break;
    threshold = candidate;
  }
  return threshold;
}

export interface SpikeScoreOptions {
  /** Days scored, so that an alert too late to be judged isn't. */
  readonly days: number;
  /** An alert counts for an onset from this many days on… */
  readonly minLead?: number;
  /** …up to this many. */
  readonly maxLead?: number;
}

export interface SpikeScore {
  /** Alerts that an onset answered, of those whose time is up. NaN without such alerts. */
  readonly precision: number;
  /** Onsets that an alert announced, of those it could have. NaN without such onsets. */
  readonly recall: number;
  readonly judged: number;
  readonly onsets: number;
  readonly hits: number;
  /** Days of warning, a hit each, in order of time. */
  readonly leads: Float64Array;
  readonly leadQuartiles: readonly [number, number, number];
  readonly alertsAMonth: number;
  /** Precision that alerts on random days would have: a busy series answers any alert. */
  readonly chance: number;
}

/**
 * Alerts and onsets are paired one to one, so that neither a burst of alerts nor a burst of onsets counts twice: onset after onset takes the
 * earliest alert still free within its reach, which pairs as many as can be paired.
 */
export function scoreSpikeAlerts(
  alerts: readonly number[],
  onsets: readonly number[],
  { days, minLead = 1, maxLead = 30 }: SpikeScoreOptions,
): SpikeScore {
  const inTime = [...alerts].filter((day) => day >= 0 && day < days).sort((a, b) => a - b);
  const reachable = [...onsets].filter((day) => day >= minLead && day < days).sort((a, b) => a - b);
  const free = new Set(inTime);
  const answered = new Set<number>();
  const leads: number[] = [];
  for (const onset of reachable)
    for (const alert of free) {
      const lead = onset - alert;
      if (lead < minLead || lead > maxLead) continue;
      free.delete(alert);
      answered.add(alert);
      leads.push(lead);
      break;
    }
  const judged = inTime.filter((day) => answered.has(day) || day + maxLead < days).length;
  const found = Float64Array.from(leads);
  return {
    precision: judged > 0 ? leads.length / judged : Number.NaN,
    recall: reachable.length > 0 ? leads.length / reachable.length : Number.NaN,
    judged,
    onsets: reachable.length,
    hits: leads.length,
    leads: found,
    leadQuartiles: [quantile(found, 0.25), quantile(found, 0.5), quantile(found, 0.75)],
    alertsAMonth: days > 0 ? (inTime.length * DAYS_A_MONTH) / days : Number.NaN,
    chance: chanceOf(reachable, days, minLead, maxLead),
  };
}

function chanceOf(onsets: readonly number[], days: number, minLead: number, maxLead: number): number {
  let answered = 0;
  let judged = 0;
  for (let day = 0; day < days; day++) {
    const hit = onsets.some((onset) => onset - day >= minLead && onset - day <= maxLead);
    if (hit) answered++;
    if (hit || day + maxLead < days) judged++;
  }
  return judged > 0 ? answered / judged : Number.NaN;
}
