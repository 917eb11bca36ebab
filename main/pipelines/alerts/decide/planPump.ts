import type { QuietHours } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import type { Entry } from '../outbox/entry.ts';
import { isQuiet, quietEnd } from './quiet.ts';

/** A sending is given up after a third of this; whoever still has one then was killed. */
export const CLAIM_MS = 60_000;
/** Of one message. The others go with the next. */
export const MOST_ALERTS = 200;

export interface PumpFacts {
  readonly now: number;
  readonly quiet: QuietHours | undefined;
  readonly zone: Zone;
  /** Of the channels that are set up. */
  readonly channels: readonly string[];
  /** Claims of sendings that this process is at, or whose outcome it still has to note. */
  readonly mine: ReadonlySet<string>;
}

export interface PumpPlan {
  readonly messages: readonly { readonly channel: string; readonly entries: readonly Entry[] }[];
  readonly postpone: readonly { readonly entry: Entry; readonly until: number }[];
  /** Somebody was killed over these: sent again, and marked. */
  readonly revive: readonly Entry[];
  readonly giveUp: readonly { readonly entry: Entry; readonly why: string }[];
}

/** What becomes of everything that isn't over. `open` is oldest first. */
export function planPump(open: readonly Entry[], facts: PumpFacts): PumpPlan {
  const { now, quiet, zone, channels, mine } = facts;
  const giveUp: PumpPlan['giveUp'][number][] = [];
  const revive: Entry[] = [];
  const waiting: Entry[] = [];
  for (const entry of open) {
    const known = channels.includes(entry.channel);
    if (entry.status === 'sending') {
      if (mine.has(entry.claim ?? '') || !isStale(entry, now)) continue;
      if (entry.doubts > 0) giveUp.push({ entry, why: PERHAPS });
      else revive.push(entry);
    } else if (!known) giveUp.push({ entry, why: `There is no channel ${entry.channel} any more.` });
    else waiting.push(entry);
  }
  const busy = new Set(open.filter(({ status }) => status === 'sending').map(({ channel }) => channel));
  const night = isQuiet(now, quiet, zone);
  const postpone: PumpPlan['postpone'][number][] = [];
  const due = new Map<string, Entry[]>();
  for (const entry of waiting) {
    if (entry.notBefore > now || busy.has(entry.channel)) continue;
    if (night && entry.alert.kind !== 'asks') postpone.push({ entry, until: quietEnd(now, quiet, zone) });
    else due.set(entry.channel, [...(due.get(entry.channel) ?? []), entry]);
  }
  const messages = [...due].map(([channel, entries]) => ({
    channel,
    entries: entries.slice(0, MOST_ALERTS),
  }));
  return { messages, postpone, revive, giveUp };
}

export const PERHAPS =
  'Leadline was stopped twice while this was sent, so it may have arrived; it is not sent again.';

/** Also one from a future that a clock, put back since, has taken away. */
function isStale({ claimedAt }: Entry, now: number): boolean {
  return claimedAt === null || Math.abs(now - claimedAt) > CLAIM_MS;
}
