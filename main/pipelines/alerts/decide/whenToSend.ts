import type { QuietHours } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import type { AlertKind } from '../alert.ts';
import type { Entry } from '../outbox/entry.ts';
import { quietEnd } from './quiet.ts';

export interface Manners {
  readonly digestMs: number;
  readonly quiet: QuietHours | undefined;
  readonly zone: Zone;
}

/**
 * When an alert that is told now goes out at the earliest. The first of a channel waits for others to join it; those that come
 * meanwhile go with it. A question waits for nobody and for no night, only for a channel that rests after a failure.
 */
export function whenToSend(
  kind: AlertKind,
  waiting: readonly Entry[],
  now: number,
  { digestMs, quiet, zone }: Manners,
): number {
  const rest = Math.max(now, ...waiting.map(({ retryAt }) => retryAt ?? now));
  if (kind === 'asks') return rest;
  const open = waiting.map(({ notBefore }) => notBefore).filter((at) => at > now && at <= now + digestMs);
  const together = open.length > 0 ? Math.min(...open) : now + digestMs;
  return quietEnd(Math.max(rest, together), quiet, zone);
}
