import type { Alert } from '../alert.ts';

/** One alert on its way through one channel, as it is on record. Instants are milliseconds since 1970. */
export interface Entry {
  readonly id: string;
  readonly channel: string;
  readonly alert: Alert;
  readonly createdAt: number;
  readonly notBefore: number;
  /** Until then the channel rests, because a try failed. */
  readonly retryAt: number | null;
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed' | 'folded';
  readonly tries: number;
  readonly repeats: number;
  /** Tries whose outcome nobody knows. */
  readonly doubts: number;
  /** Names the sending that has it now. */
  readonly claim: string | null;
  readonly claimedAt: number | null;
  readonly carriedBy: string | null;
  readonly answer: string | null;
  readonly endedAt: number | null;
}
