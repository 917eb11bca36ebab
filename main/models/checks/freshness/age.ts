import type { Freshness, FreshnessLimit } from '../../project/nodes.ts';

const SECONDS: Readonly<Record<FreshnessLimit['period'], number>> = { minute: 60, hour: 3600, day: 86_400 };

export interface FreshnessVerdict {
  readonly status: 'pass' | 'warn' | 'error';
  /** What it was held to. */
  readonly limit: FreshnessLimit | null;
}

/** What never came is older than any limit. */
export function freshnessOf(ageSeconds: number | null, freshness: Freshness): FreshnessVerdict {
  const beyond = (limit: FreshnessLimit | undefined) =>
    limit !== undefined && (ageSeconds === null || ageSeconds > limit.count * SECONDS[limit.period]);
  if (beyond(freshness.errorAfter)) return { status: 'error', limit: freshness.errorAfter ?? null };
  if (beyond(freshness.warnAfter)) return { status: 'warn', limit: freshness.warnAfter ?? null };
  return { status: 'pass', limit: freshness.errorAfter ?? freshness.warnAfter ?? null };
}

/** `36 hours`. */
export function limitText({ count, period }: FreshnessLimit): string {
  return `${count} ${period}${count === 1 ? '' : 's'}`;
}

/** In the largest unit that fits at least twice: `3 days`, `90 minutes`. */
export function ageText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  for (const [unit, size] of units) if (whole >= 2 * size) return `${Math.floor(whole / size)} ${unit}s`;
  return `${whole} ${whole === 1 ? 'second' : 'seconds'}`;
}
