import type { AlertSettings } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import type { Channel, SecretOf } from '../../../pipelines/alerts/alert.ts';
import type { AskWeb } from '../../../pipelines/alerts/askWeb.ts';
import { createDesktopChannel } from '../../../pipelines/alerts/channels/desktop.ts';
import { createEmailChannel } from '../../../pipelines/alerts/channels/email.ts';
import { createWebhookChannel } from '../../../pipelines/alerts/channels/webhook.ts';
import type { Clock } from '../../../pipelines/clock.ts';

export interface ChannelTools {
  readonly ask: AskWeb;
  readonly secretOf: SecretOf;
  readonly clock: Clock;
  zone(): Zone;
  notify(note: { title: string; body: string }): void;
}

/** The ways out that a workspace has set up. */
export function createChannels(settings: AlertSettings, tools: ChannelTools): readonly Channel[] {
  return settings.channels.map((config): Channel => {
    if (config.kind === 'email') return createEmailChannel(config, tools);
    if (config.kind === 'webhook') return createWebhookChannel(config, tools);
    return createDesktopChannel(config.name, tools);
  });
}
