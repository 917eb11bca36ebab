import type { Zone } from '../../../shared/domain/zone.ts';
import type { Session } from '../records/records.ts';
import { wallTime } from './words/messageText.ts';

/** A scheduler writes its heartbeat at every tick of twenty seconds; two that are missing may be a slow disk. */
export const LIVES_MS = 90_000;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** What the row of the scheduler tells those who share the warehouse: whether it still looks at the clock, and since when not. */
export function lastSeen(
  session: Pick<Session, 'host' | 'heartbeatAt' | 'endedAt'> | null,
  now: number,
  zone: Zone,
): { readonly lives: boolean; readonly told: string } {
  if (session === null) return { lives: false, told: 'No scheduler has run in this workspace yet.' };
  const { host, heartbeatAt, endedAt } = session;
  if (endedAt !== null)
    return { lives: false, told: `The scheduler on ${host} was ended at ${wallTime(endedAt, zone)}.` };
  const age = now - Date.parse(heartbeatAt);
  if (Math.abs(age) <= LIVES_MS) return { lives: true, told: `The scheduler on ${host} is running.` };
  const when = `at ${wallTime(heartbeatAt, zone)}`;
  if (age < 0)
    return {
      lives: true,
      told: `The scheduler on ${host} was last seen ${when}, which is yet to come: a clock of one of the two machines is wrong.`,
    };
  return {
    lives: false,
    told: `The scheduler on ${host} was last seen ${ago(age)} ago, ${when}: that machine sleeps, is off, or has lost the warehouse.`,
  };
}

function ago(age: number): string {
  const [word, length] = UNITS.find(([, size]) => age >= size) ?? ['second', 1_000];
  const count = Math.floor(age / length);
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
