import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { PumpPlan } from '../decide/planPump.ts';
import type { EntryChange, Outbox } from './createOutbox.ts';
import type { Entry } from './entry.ts';

/** Writes what a plan says of everything that isn't sent now. */
export async function putRight(
  outbox: Outbox,
  { postpone, revive, giveUp }: PumpPlan,
  now: number,
): Promise<Result<void>> {
  const changes: (readonly [Entry, EntryChange])[] = [
    ...postpone.map(({ entry, until }) => [entry, { notBefore: until }] as const),
    ...revive.map((entry) => [entry, again(entry, now)] as const),
    ...giveUp.map(({ entry, why }) => [entry, over(why, now)] as const),
  ];
  if (changes.length === 0) return ok(undefined);
  return outbox.write(async (session) => {
    for (const [{ id, claim }, change] of changes) {
      const done = await session.change(id, claim, change);
      if (!done.ok) return done;
    }
    return ok(undefined);
  });
}

function again({ doubts }: Entry, now: number): EntryChange {
  return { status: 'waiting', claim: null, notBefore: now, doubts: doubts + 1 };
}

function over(why: string, now: number): EntryChange {
  return { status: 'failed', claim: null, answer: why, endedAt: now };
}
