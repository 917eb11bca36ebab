import type { Pairs } from '../http.ts';
import { headerOf } from '../wire/hop.ts';

/** What an answer tells about the vendor's limits. */
export interface RateNews {
  /** Nothing may be asked before. */
  readonly untilMs: number | null;
  /** How many calls a second this account really has. */
  readonly callsPerSecond: number | null;
}

const DAY = 24 * 3_600_000;
const THROTTLED = new Set([429, 503]);

export function rateNews(status: number, headers: Pairs, now: number): RateNews {
  const retryAt = THROTTLED.has(status) ? retryAfter(headers, now) : null;
  const callsPerSecond = perSecond(headers);
  // Refused for its rate, whatever is counted here: the vendor's bucket is empty, and this is when the next call drops into it.
  const refilledAt =
    status === 429 && callsPerSecond !== null ? now + Math.ceil(1000 / callsPerSecond) : null;
  const untilMs = retryAt ?? usedUpUntil(headers, now) ?? refilledAt;
  return {
    // An answer that locked a source for a year would be believed for a day.
    untilMs: untilMs === null || untilMs <= now ? null : Math.min(untilMs, now + DAY),
    callsPerSecond,
  };
}

function perSecond(headers: Pairs): number | null {
  const told = Number(headerOf(headers, 'x-amzn-ratelimit-limit') ?? Number.NaN);
  return told > 0 && Number.isFinite(told) ? told : null;
}

/** Retry-After as seconds or a date; a date is judged by the server's own clock where it tells it. */
export function retryAfter(headers: Pairs, now: number): number | null {
  const value = headerOf(headers, 'retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return now + Math.ceil(Number(value) * 1000);
  const date = httpDate(value);
  if (date === null) return null;
  return now + Math.max(0, date - (httpDate(headerOf(headers, 'date')) ?? now));
}

/** RateLimit-Remaining and its many spellings, where nothing remains. */
function usedUpUntil(headers: Pairs, now: number): number | null {
  const joined = headerOf(headers, 'ratelimit');
  const remaining =
    first(headers, 'remaining') ?? /(?:^|[;,\s])(?:r|remaining)=(\d+)/i.exec(joined ?? '')?.[1];
  const reset = first(headers, 'reset') ?? /(?:^|[;,\s])(?:t|reset)=(\d+)/i.exec(joined ?? '')?.[1];
  if (remaining === undefined || reset === undefined) return null;
  if (!(Number.parseFloat(remaining) < 1)) return null;
  return resetAt(reset.trim(), headers, now);
}

function first(headers: Pairs, what: string): string | undefined {
  const names = [`ratelimit-${what}`, `x-ratelimit-${what}`, `x-rate-limit-${what}`];
  return names.map((name) => headerOf(headers, name)).find((value) => value !== undefined);
}

/** Vendors write seconds from now, seconds or milliseconds since 1970, or a date. */
function resetAt(value: string, headers: Pairs, now: number): number | null {
  const skew = now - (httpDate(headerOf(headers, 'date')) ?? now);
  if (/^\d+(?:\.\d+)?$/.test(value)) {
    const number = Number(value);
    if (number > 1e11) return number + skew;
    return number > 1e9 ? number * 1000 + skew : now + Math.ceil(number * 1000);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date + skew;
}

function httpDate(value: string | undefined): number | null {
  // Any bare number would be read as a year.
  if (value === undefined || !/[a-z]/i.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
}
