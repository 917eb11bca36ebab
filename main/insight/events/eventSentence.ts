import type { EventStudy } from './eventStudy.ts';

/** As the verdicts have it: a claim at 5 %. */
const CLAIM = 0.05;

/** What an event study says, as one would say it. It never claims a cause. */
export function eventSentence(signal: string, outcome: string, study: EventStudy): string {
  const { signalOnsets, followed, half, horizon, placebo, greatest } = study;
  const random = placebo.placebo[horizon] as number;
  const share = `${percent(followed.share)} of the ${signalOnsets.length} spikes of ${signal} were followed by one of ${outcome} within ${horizon} days (95 % interval ${percent(followed.lower)} to ${percent(followed.upper)}), after random days ${percent(random)}`;
  if (!(placebo.p <= CLAIM))
    return `No evidence that spikes of ${outcome} follow those of ${signal}: ${share} (p ${probability(placebo.p)}).`;
  const middle = half === null ? '' : ` Half of them were followed within ${days(half.time)}${until(half)}.`;
  return `Spikes of ${outcome} follow those of ${signal}: ${share} (p ${probability(placebo.p)}); the difference is greatest by day ${greatest.days}, ${percent(greatest.excess)} more.${middle} This doesn’t prove a cause: a promotion that drives both would look the same.`;
}

function until({ lower, upper }: { lower: number; upper: number }): string {
  if (Number.isNaN(lower)) return '';
  return Number.isNaN(upper)
    ? ` (95 % interval from ${days(lower)} on)`
    : ` (95 % interval ${lower} to ${days(upper)})`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? 'an unknown share' : `${Math.round(share * 100)} %`;
}

function probability(p: number): string {
  return p < 0.095 ? p.toFixed(3) : p.toFixed(2);
}
