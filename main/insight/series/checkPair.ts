import { present } from '../numbers/moments.ts';
import type { AlignedPair } from './alignPair.ts';
import { counted, type Refusal, refuse } from './refusal.ts';

export interface PairLimits {
  readonly leastSharedDays: number;
  readonly mostMissing: number;
  /** Above it a series is a row of events, not a level, and its correlation says little. */
  readonly mostZeros: number;
  /** Above it most days are ties, and what ranks make of ties follows the season: 12 % of such pairs were called related for nothing. */
  readonly mostOfOneValue: number;
}

export const PAIR_LIMITS: PairLimits = {
  leastSharedDays: 180,
  mostMissing: 0.2,
  mostZeros: 0.4,
  mostOfOneValue: 0.4,
};

/** Why the pair can't have a lead from correlation, or null. A refusal as `mostlyZero` may still be studied by its events. */
export function checkPair(pair: AlignedPair, limits: PairLimits = PAIR_LIMITS): Refusal | null {
  const names = `${pair.signalName} and ${pair.outcomeName}`;
  if (pair.sharedDays < limits.leastSharedDays)
    return refuse(
      'tooShort',
      `${names} share ${counted(pair.sharedDays, 'day')}; a lead needs ${limits.leastSharedDays}.`,
      `Bring ${counted(limits.leastSharedDays - pair.sharedDays, 'more day')} on which both are known.`,
    );
  if (pair.missingShare > limits.mostMissing)
    return refuse(
      'tooManyMissing',
      `On ${percent(pair.missingShare)} of the days ${pair.signalName} or ${pair.outcomeName} is missing; at most ${percent(limits.mostMissing)} may be.`,
      'Fill the gaps from the source, or choose a period that has fewer.',
    );
  return (
    checkSeries(pair.signalName, pair.signal, limits) ?? checkSeries(pair.outcomeName, pair.outcome, limits)
  );
}

function checkSeries(name: string, values: Float64Array, limits: PairLimits): Refusal | null {
  const known = present(values);
  if (known.every((value) => value === known[0]))
    return refuse(
      'constant',
      `${name} is ${known[0]} on every day.`,
      'Choose a series that varies, or check that the right column was taken.',
    );
  if (known.some((value) => value < 0))
    return refuse(
      'negative',
      `${name} is below zero on ${counted(known.filter((value) => value < 0).length, 'day')}.`,
      'Count sales and attention, with refunds and corrections apart.',
    );
  const zeros = known.filter((value) => value === 0).length / known.length;
  if (zeros > limits.mostZeros)
    return refuse(
      'mostlyZero',
      `${name} is zero on ${percent(zeros)} of its days; correlation needs ${percent(limits.mostZeros)} or less.`,
      'Use the event study, which looks at single spikes; or leave days without an offer empty if zero means not known.',
    );
  const [value, share] = commonest(known);
  if (share > limits.mostOfOneValue)
    return refuse(
      'mostlyOneValue',
      `${name} is ${value} on ${percent(share)} of its days; correlation needs ${percent(limits.mostOfOneValue)} or less.`,
      'Use a measure that varies more from day to day, such as a count instead of a grade or a flag.',
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
