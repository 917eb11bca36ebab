import * as z from 'zod';
import { Duration, milliseconds } from '../duration.ts';

/**
 * One address and nothing around it: no name, no group, no list, no line break, no quoted part. What a header could be bent
 * with isn't among its letters.
 */
export const EmailAddress = z
  .string()
  .max(254)
  .regex(
    /^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
    'is no single e-mail address (write it like ann@example.com)',
  )
  .brand<'EmailAddress'>();
export type EmailAddress = z.infer<typeof EmailAddress>;

export const ChannelName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'use lower-case letters, digits, dashes and underscores, a letter first');

const host = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$|^[0-9A-Fa-f:]{2,39}$/,
    'is no name of a server (write it like smtp.example.com)',
  );

export const EmailConfig = z.object({
  kind: z.literal('email'),
  name: ChannelName,
  server: host,
  port: z.number().int().min(1).max(65_535),
  /** implicit TLS, or STARTTLS which is then required; nothing is ever sent in the open. */
  tls: z.enum(['implicit', 'starttls']),
  /** Its password is in the vault. */
  user: z.string().trim().min(1).max(320).optional(),
  from: EmailAddress,
  /** The only addresses it may ever write to. */
  to: z.array(EmailAddress).min(1).max(20),
  /** Certificate of the authority that a private mail server is trusted by, as PEM text. No secret. */
  ca: z
    .string()
    .max(65_536)
    .regex(
      /^\s*-----BEGIN CERTIFICATE-----/,
      'is no certificate (PEM text that begins with BEGIN CERTIFICATE)',
    )
    .optional(),
});
export type EmailConfig = z.infer<typeof EmailConfig>;

/** Its address is a secret of the vault: whoever knows it can post. */
export const WebhookConfig = z.object({
  kind: z.literal('webhook'),
  name: ChannelName,
  /** Its server may be one of the person's own network. */
  private: z.boolean().optional(),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

export const DesktopConfig = z.object({ kind: z.literal('desktop'), name: ChannelName });
export type DesktopConfig = z.infer<typeof DesktopConfig>;

export const ChannelConfig = z.discriminatedUnion('kind', [EmailConfig, WebhookConfig, DesktopConfig]);
export type ChannelConfig = z.infer<typeof ChannelConfig>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day (write it like 22:00)');

/** By the clock on the wall of the workspace's zone; `to` before `from` goes over midnight. */
export const QuietHours = z
  .object({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, 'would be quiet for ever: let it begin and end at different times');
export type QuietHours = z.infer<typeof QuietHours>;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What isn't written as a length of time is a fault already, and has no length to judge. */
function lasts(text: Duration, least: number, most: number): boolean {
  if (!Duration.safeParse(text).success) return true;
  const length = milliseconds(text);
  return length >= least && length <= most;
}

/** `alerts.yml` of the workspace. No secret is in it. */
export const AlertSettings = z.object({
  channels: z
    .array(ChannelConfig)
    .max(20)
    .superRefine((channels, context) => {
      for (const [index, { name }] of channels.entries())
        if (channels.findIndex((one) => one.name === name) < index)
          context.addIssue({
            code: 'custom',
            path: [index, 'name'],
            message: 'is the name of another channel too',
          });
    }),
  /** What comes then is gathered and sent at its end. `asks` comes through. */
  quiet: QuietHours.optional(),
  /** Alerts of one channel that come within this are one message. */
  digest: Duration.refine((text) => lasts(text, 0, DAY), 'is longer than a day').optional(),
  /** The same thing is not told again for this long, unless it was well in between. */
  repeat_after: Duration.optional(),
  /** Names of pipelines and steps and sentences of failures are sent; these sentences' quoted values only when true. */
  include_details: z.boolean().optional(),
  /** An address that is asked every so often while the scheduler lives, so that somebody else notices when it doesn't. */
  heartbeat: z
    .object({
      every: Duration.refine((text) => lasts(text, MINUTE, DAY), 'must be from 1 minute to 1 day'),
      private: z.boolean().optional(),
    })
    .optional(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

export const DEFAULT_DIGEST = Duration.parse('1 minute');
export const DEFAULT_REPEAT = Duration.parse('6 hours');

/** What holds where a workspace has no `alerts.yml`: nothing leaves the machine. */
export const DEFAULT_ALERTS: AlertSettings = { channels: [{ kind: 'desktop', name: 'desktop' }] };

/** Where the vault keeps the password of an e-mail channel or the address of a webhook. */
export function channelSecret(channel: string): string {
  return `alert.${channel}`;
}

export const HEARTBEAT_SECRET = 'alert-heartbeat.address';
