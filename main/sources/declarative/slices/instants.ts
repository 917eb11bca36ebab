import type { Instant } from '../dates.ts';

export function compareInstants(a: Instant, b: Instant): number {
  return a.milliseconds - b.milliseconds || a.microseconds - b.microseconds;
}

export function later(a: Instant, b: Instant): Instant {
  return compareInstants(a, b) >= 0 ? a : b;
}

export function earlier(a: Instant, b: Instant): Instant {
  return compareInstants(a, b) <= 0 ? a : b;
}

export function instantOf(milliseconds: number): Instant {
  return { milliseconds, microseconds: 0, offset: 0 };
}
