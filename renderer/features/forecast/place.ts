import { LONGEST_HORIZON, USUAL_HORIZON } from '../../../shared/contract/forecast.ts';

/** What the Forecast screen shows: an address of its own each, so that Back, links and a reload work. */
export interface Place {
  readonly study: string | null;
  readonly outcome: string | null;
  /** `undefined`: those with a confirmed lead; empty: none. */
  readonly signals: readonly string[] | undefined;
  readonly days: number;
}

export function placeAt(hash: string): Place {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  const days = Number(asked.get('days') ?? USUAL_HORIZON);
  const signals = asked.getAll('signal').filter((name) => name !== '');
  return {
    study: asked.get('study'),
    outcome: asked.get('outcome'),
    signals: asked.has('signal') ? signals.slice(0, 3) : undefined,
    days: Number.isInteger(days) && days >= 1 && days <= LONGEST_HORIZON ? days : USUAL_HORIZON,
  };
}

export function addressOf({ study, outcome, signals, days }: Place): string {
  const asked = new URLSearchParams();
  if (study !== null) asked.set('study', study);
  if (outcome !== null) asked.set('outcome', outcome);
  if (signals?.length === 0) asked.set('signal', '');
  for (const signal of signals ?? []) asked.append('signal', signal);
  if (days !== USUAL_HORIZON) asked.set('days', String(days));
  return asked.size === 0 ? '/forecast' : `/forecast#${asked}`;
}
