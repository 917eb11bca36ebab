import { createHash } from 'node:crypto';
import type { PairTold } from '../../../shared/contract/brief.ts';
import { costOfBeingWrong } from '../../insight/directives/costOfBeingWrong.ts';
import type { Directive, EffectOrWhy, LedPair, Spike } from '../../insight/directives/directive.ts';
import { writeDay } from '../../insight/series/dayNumber.ts';
import type { ToldDirective } from './directiveRecord.ts';
import type { WrittenFinding } from './latestFindings.ts';
import type { ProductMoney } from './shopFacts.ts';

export interface ToldWith {
  readonly about: PairTold;
  readonly finding: WrittenFinding;
  readonly version: number;
  readonly threshold: number;
  readonly money: ProductMoney | null;
}

/** The same for the same spike and action, whenever and however often the brief is made. */
export function idOf(study: string, told: Pick<ToldDirective, 'about' | 'onset' | 'action'>): string {
  const { about, onset, action } = told;
  return createHash('sha256')
    .update(JSON.stringify([study, about.signal, about.outcome, onset, action]))
    .digest('hex')
    .slice(0, 20);
}

/** As it is kept and shown: days as text, money in minor units. */
export function toldDirective(
  one: Directive,
  { about, finding, version, threshold, money }: ToldWith,
): ToldDirective {
  const { action, pair, also, spike, effect } = one;
  return {
    ...{ action, about, sentence: one.sentence, threshold: one.threshold },
    evidence: {
      ...{ verdict: pair.verdict, lead: leadTold(pair), r: pair.strength, q: finding.q },
      ...{ finding: finding.sentence, version, also: [...also], spike: spikeTold(spike, threshold) },
    },
    effect: effectTold(effect, money),
    without: 'why' in effect ? null : effect.without,
    cost: costTold(effect, money),
    onset: writeDay(spike.onset),
    expires: writeDay(one.expires),
    followsOn: one.followsOn === null ? null : writeDay(one.followsOn),
  };
}

export function leadTold({ lead, interval }: Pick<LedPair, 'lead' | 'interval'>) {
  return lead === null ? null : { days: lead, from: interval?.lower ?? null, to: interval?.upper ?? null };
}

function spikeTold({ peak, z, value, expected }: Spike, threshold: number) {
  return { day: writeDay(peak), z, threshold, value, expected };
}

function effectTold(effect: EffectOrWhy, money: ProductMoney | null): ToldDirective['effect'] {
  if ('why' in effect)
    return { days: null, units: null, money: null, currency: null, coverage: null, why: effect.why };
  const { from, to, units, lower, upper, coverage } = effect;
  const counted = { value: Math.round(units), from: Math.floor(lower), to: Math.ceil(upper) };
  const worth = (amount: number) => Math.round(amount * (money?.price ?? 0));
  return {
    days: { from: writeDay(from), to: writeDay(to) },
    units: counted,
    money:
      money === null
        ? null
        : { value: worth(counted.value), from: worth(counted.from), to: worth(counted.to) },
    currency: money?.currency ?? null,
    ...{ coverage, why: null },
  };
}

function costTold(effect: EffectOrWhy, money: ProductMoney | null): ToldDirective['cost'] {
  const wrong = costOfBeingWrong(effect, money);
  if ('why' in wrong) return { tooManyMinor: null, missedMinor: null, currency: null, why: wrong.why };
  return {
    tooManyMinor: wrong.tooMany,
    missedMinor: wrong.missed,
    currency: money?.currency ?? null,
    why: null,
  };
}
