import { PAIR_KINDS, type PairKind, syntheticPair } from '../../insight/syntheticPair.ts';
import type { Adapter } from './case.ts';
import { list, number, record } from './read.ts';

export const adapters: Record<string, Adapter> = {
  synthetic_golden: (reference) => ({ pairs: list(reference.input['pairs']).map(generate) }),
};

function generate(given: unknown): unknown {
  const pair = record(given);
  const kind = record(pair['truth'])['kind'] ?? pair['kind'];
  const made = syntheticPair(number(pair['seed']), kindOf(kind), {
    days: number(pair['n']),
    ...(typeof pair['lag'] === 'number' ? { lead: pair['lag'] } : {}),
    ...(typeof pair['effect'] === 'number' ? { effect: pair['effect'] } : {}),
  });
  return { ...pair, ...made };
}

function kindOf(name: unknown): PairKind {
  const kind = PAIR_KINDS.find((known) => known === name);
  if (kind === undefined) throw new TypeError(`no kind of pair is called ${String(name)}`);
  return kind;
}
