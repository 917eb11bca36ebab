import type { HttpResponse } from '../../http/http.ts';
import { PATIENCE_MS } from '../../http/reach.ts';
import { headerOf } from './where.ts';

/** Longest single wait: beyond it, being told is of more use than a program that sleeps. */
export const LONGEST_WAIT = 6 * 3600;
/** Of all waits for one request that is only ever told to come back later. */
export const MOST_LIMITED_SECONDS = 3600;
const LONGEST_STEP = 300;
const LONGEST_RECONNECT = 8;
const PATIENT_FROM = 5;

export interface Attempts {
  /** Requests made so far. */
  readonly made: number;
  /** Seconds since the first. */
  readonly elapsed: number;
  readonly mostRetries: number;
  readonly mostSeconds: number;
}

/**
 * Seconds until the next attempt; null: enough was tried. `declared` is what the connector's strategies say, `asked` what the
 * vendor's headers say where no strategy does.
 */
export function nextWait(
  action: 'retry' | 'rate_limited',
  declared: number | null,
  asked: number | null,
  attempts: Attempts,
  random: () => number,
): number | null {
  const { made, elapsed, mostRetries, mostSeconds } = attempts;
  const endless = action === 'rate_limited' && declared === null;
  if (!endless && (made > mostRetries || elapsed >= mostSeconds)) return null;
  if (declared !== null) return declared > LONGEST_WAIT ? null : declared;
  const left = (endless ? MOST_LIMITED_SECONDS : mostSeconds) - elapsed;
  const step = Math.min(2 ** (made - 1), LONGEST_STEP);
  if (asked !== null) {
    // Headers that never come true must not make it hurry for an hour.
    const wait = made > PATIENT_FROM ? Math.max(asked, step) : asked;
    // A little later than was asked, so that those who were told the same don't all come at once.
    return wait > left ? null : wait + random();
  }
  if (left <= 0) return null;
  return Math.min(step, left) * (1 - random());
}

/**
 * Seconds until one that couldn't be connected to is tried again; null: the network is away, and whoever waits for it does so
 * elsewhere. What a connector declares is how patient to be with a vendor that answers.
 */
export function waitForNetwork(
  awayMs: number,
  { made, mostRetries }: Pick<Attempts, 'made' | 'mostRetries'>,
  random: () => number,
): number | null {
  if (awayMs >= PATIENCE_MS || made > mostRetries) return null;
  return Math.min(2 ** (made - 1), LONGEST_RECONNECT) * (1 - random());
}

/** What the vendor's own headers ask for, in seconds. A moment is compared with the vendor's clock where it shows one. */
export function askedFor(response: HttpResponse, now: number): number | null {
  const { headers } = response;
  const milliseconds = numberIn(headerOf(headers, 'retry-after-ms'));
  if (milliseconds !== null) return milliseconds / 1000;
  const after = headerOf(headers, 'retry-after');
  const theirs = Date.parse(headerOf(headers, 'date') ?? '');
  const here = Number.isNaN(theirs) ? now : theirs;
  if (after !== null) {
    const seconds = numberIn(after);
    if (seconds !== null) return seconds;
    const moment = Date.parse(after);
    if (!Number.isNaN(moment)) return Math.max(0, (moment - here) / 1000);
  }
  if (response.status !== 429) return null;
  // Amazon tells how many calls a second there are.
  const rate = numberIn(headerOf(headers, 'x-amzn-ratelimit-limit'));
  if (rate !== null && rate > 0) return 1 / rate;
  for (const name of ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset']) {
    const reset = numberIn(headerOf(headers, name));
    if (reset === null) continue;
    if (reset < 1e9) return reset;
    return Math.max(0, reset - here / 1000);
  }
  return null;
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

/** For a person. */
export function spell(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 360) / 10} h`;
}
