import { milliseconds } from '../../../../shared/domain/duration.ts';
import {
  type AlertSettings,
  DEFAULT_DIGEST,
  DEFAULT_REPEAT,
} from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Alert } from '../alert.ts';
import { whatToTell } from '../decide/whatToTell.ts';
import { whenToSend } from '../decide/whenToSend.ts';
import type { OutboxSession } from './createOutbox.ts';
import type { Entry } from './entry.ts';

export interface Telling {
  readonly id: string;
  readonly channel: string;
  readonly alert: Alert;
  readonly settings: AlertSettings;
  readonly zone: Zone;
  readonly now: number;
}

/** Puts an alert on its way through one channel, or counts it with the one that told the same. */
export async function tellChannel(session: OutboxSession, telling: Telling): Promise<Result<void>> {
  const { id, channel, alert, settings, zone, now } = telling;
  const heard = await session.heard(channel, alert.dedupe, alert.pipeline);
  if (!heard.ok) return heard;
  const repeatMs = milliseconds(settings.repeat_after ?? DEFAULT_REPEAT);
  const verdict = whatToTell(alert, heard.value, { now, repeatMs });
  if (verdict.is === 'pointless') return ok(undefined);
  if (verdict.is === 'repeated') {
    const told = heard.value.find((one) => one.id === verdict.of);
    const repeats = (told?.repeats ?? 0) + 1;
    const counted = await session.change(verdict.of, told?.claim ?? null, { repeats });
    return counted.ok ? ok(undefined) : counted;
  }
  const waiting = await session.waiting(channel);
  if (!waiting.ok) return waiting;
  const known = settings.channels.some(({ name }) => name === channel);
  const digestMs = milliseconds(settings.digest ?? DEFAULT_DIGEST);
  return session.add({
    ...fresh(id, channel, alert, now),
    notBefore: whenToSend(alert.kind, waiting.value, now, { digestMs, quiet: settings.quiet, zone }),
    ...(!known && { status: 'failed', answer: `There is no channel ${channel}.`, endedAt: now }),
  });
}

function fresh(id: string, channel: string, alert: Alert, now: number): Entry {
  return {
    ...{ id, channel, alert, createdAt: now, notBefore: now, retryAt: null, status: 'waiting' as const },
    ...{ tries: 0, repeats: 0, doubts: 0, claim: null, claimedAt: null },
    ...{ carriedBy: null, answer: null, endedAt: null },
  };
}
