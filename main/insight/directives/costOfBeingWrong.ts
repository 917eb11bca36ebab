import type { EffectOrWhy } from './directive.ts';

/** Of one unit, in minor units of its currency. */
export interface UnitMoney {
  readonly price: number;
  /** Null where neither cost nor margin is known. */
  readonly cost: number | null;
}

export interface WrongBothWays {
  /** As many as the upper end were made, and only the lower end is wanted. */
  readonly tooMany: number;
  /** Nothing was done, and what is expected comes: the margin that is missed. */
  readonly missed: number;
}

export type WrongOrWhy = WrongBothWays | { readonly why: string };

export function costOfBeingWrong(effect: EffectOrWhy, money: UnitMoney | null): WrongOrWhy {
  if ('why' in effect) return { why: 'Without an expected effect there is no cost of being wrong about it.' };
  if (money === null || money.cost === null)
    return { why: 'Say margins or costs in brief.yml, and it is told here.' };
  const { units, lower, upper } = effect;
  return {
    tooMany: Math.round(Math.max(0, Math.ceil(upper) - Math.max(0, Math.floor(lower))) * money.cost),
    missed: Math.round(Math.max(0, units) * (money.price - money.cost)),
  };
}
