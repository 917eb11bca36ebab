import { type Icon, IconBellRinging, IconMail, IconWebhook } from '@tabler/icons-react';
import type { ChannelForm, DeliveryLine } from '../../../../shared/contract/pipelines.ts';
import type { StateKind } from '../../../ui/State.tsx';
import type { ChannelKind } from './channelForm.ts';

export const CHANNELS: Record<ChannelKind, { word: string; means: string; icon: Icon }> = {
  desktop: {
    word: 'Desktop',
    means: 'A notification on this machine, while Leadline runs in its window or tray.',
    icon: IconBellRinging,
  },
  email: {
    word: 'Email',
    means: 'Through your mail server, always encrypted, and only to the addresses you list.',
    icon: IconMail,
  },
  webhook: {
    word: 'Webhook',
    means: 'A message to a chat that takes Slack’s form, at an address it gave you.',
    icon: IconWebhook,
  },
};

export function channelWords(channel: ChannelForm): string {
  if (channel.kind === 'email')
    return `To ${channel.to.join(', ')} through ${channel.server}:${channel.port}`;
  return channel.kind === 'desktop' ? 'On this machine' : 'To a chat';
}

export const DELIVERY: Record<DeliveryLine['status'], { state: StateKind; word: string }> = {
  waiting: { state: 'running', word: 'Waiting' },
  sent: { state: 'ok', word: 'Sent' },
  failed: { state: 'broken', word: 'Not sent' },
  folded: { state: 'idle', word: 'In another message' },
};
