import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Sent } from '../alert.ts';
import { type After, afterSending } from '../decide/afterSending.ts';
import type { EntryChange, OutboxSession } from './createOutbox.ts';
import type { Entry } from './entry.ts';

/** A sending that is over. */
export interface Outcome {
  readonly channel: string;
  /** Oldest first: the first one carries the others. */
  readonly entries: readonly Entry[];
  readonly sent: Sent;
  readonly at: number;
  readonly pauseMs: number;
}

/** Writes down what became of each, only where the claim still stands; a failure that is tried again rests the channel. */
export async function noteOutcome(
  session: OutboxSession,
  claim: string,
  { channel, entries, sent, at, pauseMs }: Outcome,
  clean: (text: string) => string,
): Promise<Result<void>> {
  const [carrier] = entries;
  const answer = clean(sent.ok ? sent.value.answer : sent.failure.message);
  let restUntil: number | null = null;
  for (const entry of entries) {
    const after = afterSending(entry, sent, pauseMs, at);
    const carriedBy = carrier === undefined || entry === carrier ? null : carrier.id;
    const changed = await session.change(entry.id, claim, changeOf(after, { answer, at, carriedBy, clean }));
    if (!changed.ok) return changed;
    if (after.is === 'again' && changed.value) restUntil = after.at;
  }
  return restUntil === null ? ok(undefined) : session.rest(channel, restUntil);
}

interface Facts {
  readonly answer: string;
  readonly at: number;
  readonly carriedBy: string | null;
  readonly clean: (text: string) => string;
}

function changeOf(after: After, { answer, at, carriedBy, clean }: Facts): EntryChange {
  const over = { retryAt: null, endedAt: at, claim: null };
  if (after.is === 'sent')
    return { ...over, status: carriedBy === null ? 'sent' : 'folded', carriedBy, answer };
  const { doubts } = after;
  if (after.is === 'failed') return { ...over, status: 'failed', doubts, answer: clean(after.why) };
  return { status: 'waiting', notBefore: after.at, doubts, answer, claim: null };
}
