import type { Delivery } from '../alert.ts';
import type { Entry } from './entry.ts';

/** A row of the outbox as a person sees it. */
export function deliveryOf(entry: Entry): Delivery {
  const { id, channel, alert, tries, answer, carriedBy, repeats } = entry;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    ...{ id, channel, tries, answer, carriedBy, repeats },
    kind: alert.kind,
    title: alert.title,
    createdAt: iso(entry.createdAt),
    notBefore: iso(entry.notBefore),
    status: entry.status === 'sending' ? 'waiting' : entry.status,
    sentAt: entry.endedAt !== null && entry.status !== 'failed' ? iso(entry.endedAt) : null,
    perhapsTwice: entry.doubts > 0,
  };
}
