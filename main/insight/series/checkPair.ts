import { type Grain, steps, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../grain/grainSettings.ts';
import { present } from '../numbers/moments.ts';
import { type AlignedPair, calledIn } from './alignPair.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface PairLimits {
  readonly leastSharedDays: number;
  readonly mostMissing: number;
  /** Above it a series is a row of events, not a level, and its correlation says little. */
  readonly mostZeros: number;
  /** Above it most days are ties, and what ranks make of ties follows the season: 12 % of such pairs were called related for nothing. */
  readonly mostOfOneValue: number;
}

const SHARES = {
  mostMissing: 0.2,
  mostZeros: 0.4,
  mostOfOneValue: 0.4,
};

export function pairLimits(grain?: Grain): PairLimits {
  return { leastSharedDays: grainSettings(grain).leastSteps, ...SHARES };
}

/** Of pairs by day. */
export const PAIR_LIMITS: PairLimits = pairLimits();

/** Why the pair can't have a lead from correlation, or null. A refusal as `mostlyZero` may still be studied by its events. */
export function checkPair(pair: AlignedPair, limits: PairLimits = pairLimits(pair.grain)): Refusal | null {
  const { grain = USUAL_GRAIN } = pair;
  const { signal, outcome } = calledIn(pair);
  const names = `${signal} and ${outcome}`;
  if (pair.sharedDays < limits.leastSharedDays)
    return refuse(
      'tooShort',
      `${names} share ${steps(pair.sharedDays, grain)}; a lead needs ${limits.leastSharedDays}.`,
      `Bring ${moreOf(limits.leastSharedDays - pair.sharedDays, grain)} on which both are known.`,
    );
  if (pair.missingShare > limits.mostMissing)
    return refuse(
      'tooManyMissing',
      `On ${percent(pair.missingShare)} of the ${grain}s ${signal} or ${outcome} is missing; at most ${percent(limits.mostMissing)} may be.`,
      'Fill the gaps from the source, or choose a period that has fewer.',
    );
  return checkSeries(signal, pair.signal, limits, grain) ?? checkSeries(outcome, pair.outcome, limits, grain);
}

function moreOf(count: number, grain: Grain): string {
  return steps(count, grain).replace(' ', ' more ');
}

function checkSeries(name: string, values: Float64Array, limits: PairLimits, grain: Grain): Refusal | null {
  const known = present(values);
  if (known.every((value) => value === known[0]))
    return refuse(
      'constant',
      `${name} is ${known[0]} on every ${grain}.`,
      'Choose a series that varies, or check that the right column was taken.',
    );
  if (known.some((value) => value < 0))
    return refuse(
      'negative',
      `${name} is below zero on ${steps(known.filter((value) => value < 0).length, grain)}.`,
      'Count sales and attention, with refunds and corrections apart.',
    );
  const zeros = known.filter((value) => value === 0).length / known.length;
  if (zeros > limits.mostZeros)
    return refuse(
      'mostlyZero',
      `${name} is zero on ${percent(zeros)} of its ${grain}s; correlation needs ${percent(limits.mostZeros)} or less.`,
      `Use the event study, which looks at single spikes; or leave ${grain}s without an offer empty if zero means not known.`,
    );
  const [value, share] = commonest(known);
  if (share > limits.mostOfOneValue)
    return refuse(
      'mostlyOneValue',
      `${name} is ${value} on ${percent(share)} of its ${grain}s; correlation needs ${percent(limits.mostOfOneValue)} or less.`,
      `Use a measure that varies more from ${grain} to ${grain}, such as a count instead of a grade or a flag.`,
    );
  return null;
}

function commonest(values: Float64Array): [value: number, share: number] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return [value, count / values.length];
}

function percent(share: number): string {
  const value = share * 100;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} %`;
}
