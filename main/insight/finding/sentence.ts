import { type Grain, steps, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import type { Check } from './decide.ts';
import type { ActionableLead, BothWays, Finding, LeadRange } from './verdict.ts';

/** A finding before its sentence, its two series as people call them, with what only the sentence needs. */
export interface Told extends Omit<Finding, 'sentence'> {
  readonly failed: readonly Check[];
  /** Whether the checks have been run. */
  readonly checked: boolean;
  readonly maxLead: number;
}

const NO_CAUSE = 'This doesn’t prove a cause: a promotion that drives both would look the same.';

/** The finding as one would say it to the owner of the shop. It never claims a cause. */
export function sentenceOf(told: Told): string {
  const { signal, outcome } = told;
  switch (told.verdict) {
    case 'refused':
      return told.refusal === null
        ? `${signal} and ${outcome} can’t be studied.`
        : `${told.refusal.message} ${told.refusal.next}`;
    case 'no evidence':
      return noEvidence(told);
    case 'unresolved lag':
      return `${signal} and ${outcome} are related (${strength(told)}), but by how many ${unit(told)}s one comes first stays open: ${likeliest(told)}, and anything ${range(told)} fits. ${NO_CAUSE}`;
    case 'sales lead social':
      return `${outcome} comes first: ${signal} ${against(told) ? 'moves against' : 'follows'} it ${later(told)}, so that it gives no warning. ${NO_CAUSE}`;
    case 'confirmed':
      return `${outcome} ${against(told) ? 'moves against' : 'follows'} ${signal} ${later(told)}, and every check agrees. ${acting(told)}${NO_CAUSE}`;
    case 'suggestive':
      return suggestive(told);
  }
}

function noEvidence(told: Told): string {
  const { signal, outcome, detectable, maxLead, p, q, tests } = told;
  const among = tests > 1 ? `, q ${probability(q)} among ${tests} pairs tried` : '';
  const none = `No evidence that ${signal} and ${outcome} move together at any lead up to ${steps(maxLead, unit(told))} (p ${probability(p)}${among}).`;
  if (detectable === null) return none;
  const effect = (detectable.elasticity * 10).toFixed(1);
  return `${none} An effect of ${effect} % on ${outcome} for every 10 % of ${signal} (a correlation of ${detectable.correlation.toFixed(2)}) would have been found eight times in ten; a smaller one may be there.`;
}

function suggestive(told: Told): string {
  const { signal, outcome, lead, interval } = told;
  if (!told.checked)
    return `${outcome} seems to go with ${signal} (${strength(told)}), ${placed(told)}; how surely hasn’t been checked yet. ${NO_CAUSE}`;
  if (lead === null || interval === null || (interval.lower <= 0 && interval.upper >= 0)) {
    const sameDay = interval === null || interval.lower === interval.upper;
    const when = sameDay ? `within the same ${unit(told)}` : `within the same ${unit(told)}s`;
    const fits = sameDay ? '' : `; 95 % interval ${range(told)}`;
    return `${signal} and ${outcome} move together ${when} (${strength(told)}${fits}), so that there is no lead to act on. ${NO_CAUSE}`;
  }
  const verb = against(told) ? 'seems to move against' : 'seems to follow';
  return `${outcome} ${verb} ${signal} ${later(told)}, but ${listed(told.failed.map((check) => weakness(check, told)))}. ${acting(told)}${NO_CAUSE}`;
}

function weakness(check: Check, { grain, stability, backtest, granger }: Told): string {
  switch (check) {
    case 'stability':
      return stability === null
        ? 'the period is too short to see whether the lead stays the same'
        : `only ${stability.agree} of ${stability.windows} ${grainSettings(grain).windows} show the same lead`;
    case 'granger':
      return pastAddsNothing(granger);
    case 'backtest':
      return backtest === null
        ? 'the period is too short to try it on forecasts'
        : `forecasts ${compared(backtest.overWithoutSignal)} with it than without`;
  }
}

function compared(gain: number): string {
  return gain < 0 ? `were ${(-gain * 100).toFixed(1)} % worse` : 'were no better';
}

function pastAddsNothing(granger: BothWays | null): string {
  return granger?.forward == null
    ? 'the period is too short to set its past against the outcome’s own'
    : `its past adds nothing sure to the outcome’s own past (p ${probability(granger.forward)})`;
}

function acting({ grain, actionableLead: actionable }: Told): string {
  if (actionable === null || actionable.latency + actionable.reaction === 0) return '';
  const { latency, reaction } = actionable;
  const [days, atLeast, left] =
    grain === 'hour'
      ? [...hoursOf(actionable), 'hour' as const]
      : [actionable.days, actionable.atLeast, 'day' as const];
  const taken = `With ${steps(latency)} until the signal is known and ${steps(reaction)} to react`;
  if (days <= 0) return `${taken}, no time is left to act. `;
  return `${taken}, ${steps(days, left)} ${days === 1 ? 'is' : 'are'} left to act (at worst ${Math.max(0, atLeast)}). `;
}

function against({ strength: value }: Told): boolean {
  return value !== null && value < 0;
}

function likeliest(told: Told): string {
  return told.lead === null ? 'none stands out' : `${side(told.lead, unit(told))} is likeliest`;
}

function placed(told: Told): string {
  const { lead } = told;
  const same = unit(told) === 'day' ? 'on the same day' : `within the same ${unit(told)}`;
  return lead === null || lead === 0 ? same : `most at ${side(lead, unit(told))}`;
}

function later(told: Told): string {
  const { lead, interval } = told;
  const by = steps(Math.abs(lead ?? 0), unit(told));
  if (interval === null) return `${by} later (${strength(told)})`;
  const ends = [Math.abs(interval.lower), Math.abs(interval.upper)];
  return `${by} later (95 % interval ${Math.min(...ends)} to ${steps(Math.max(...ends), unit(told))}; ${strength(told)})`;
}

function range(told: Told): string {
  const { interval, maxLead } = told;
  const { lower, upper }: LeadRange = interval ?? { lower: -maxLead, upper: maxLead };
  return `from ${side(lower, unit(told))} to ${side(upper, unit(told))}`;
}

function side(lead: number, grain: Grain): string {
  return lead === 0
    ? `the same ${grain}`
    : `${steps(Math.abs(lead), grain)} ${lead > 0 ? 'ahead' : 'behind'}`;
}

function strength({ strength: value, grain, days, p, q, tests }: Told): string {
  const over = days === null ? '' : ` over ${days} ${grain ?? USUAL_GRAIN}s`;
  const among = tests > 1 ? `, q ${probability(q)} among ${tests} pairs tried` : '';
  return `rank correlation ${value === null ? 'unknown' : value.toFixed(2)}${over}, p ${probability(p)}${among}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function unit({ grain = USUAL_GRAIN }: Told): Grain {
  return grain;
}

function hoursOf({ days, atLeast }: ActionableLead): readonly [number, number] {
  return [Math.round(24 * days), Math.round(24 * atLeast)];
}

function probability(p: number | null): string {
  if (p === null || Number.isNaN(p)) return 'unknown';
  if (p >= 0.095) return p.toFixed(2);
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}
