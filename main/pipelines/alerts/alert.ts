import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Secret } from '../../../shared/domain/secret.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { RunId } from '../ids.ts';

export type AlertKind = 'failed' | 'recovered' | 'late' | 'succeeded' | 'asks' | 'stopped';

/** Something a person should hear of. No row of data is in it. */
export interface Alert {
  /** The same thing told twice within its window is told once: `failed:daily:extract`. */
  readonly dedupe: string;
  readonly kind: AlertKind;
  readonly pipeline: PipelineName | null;
  readonly run: RunId | null;
  readonly title: string;
  readonly body: string;
  readonly at: string;
}

/** What a channel's server answered, in its own words: shown to the person, kept with the delivery. */
export interface Receipt {
  readonly answer: string;
  readonly tookMs: number;
}

/** One way out. A failure that `retry`s is sent again; one that doesn't is shown and stays. */
export interface Channel {
  readonly name: string;
  readonly kind: 'desktop' | 'email' | 'webhook';
  send(alerts: readonly Alert[], signal: AbortSignal): Promise<Result<Receipt>>;
}

export interface EmailConfig {
  readonly kind: 'email';
  readonly name: string;
  readonly server: string;
  readonly port: number;
  /** implicit TLS, or STARTTLS which is then required; nothing is ever sent in the open. */
  readonly tls: 'implicit' | 'starttls';
  readonly user?: string | undefined;
  readonly from: string;
  /** The only addresses it may ever write to. */
  readonly to: readonly string[];
}

export interface WebhookConfig {
  readonly kind: 'webhook';
  readonly name: string;
  // Its address is a secret of the vault: whoever knows it can post.
}

export interface DesktopConfig {
  readonly kind: 'desktop';
  readonly name: string;
}

export type ChannelConfig = EmailConfig | WebhookConfig | DesktopConfig;

/** `alerts.yml` of the workspace. */
export interface AlertSettings {
  readonly channels: readonly ChannelConfig[];
  /** In the workspace's zone; what comes then is gathered and sent at its end. `asks` comes through. */
  readonly quiet?: { readonly from: string; readonly to: string } | undefined;
  /** Alerts of one channel that come within this are one message. */
  readonly digestMs: number;
  /** Names of pipelines and steps and sentences of failures are sent; these sentences' quoted values only when true. */
  readonly includeDetails: boolean;
  /** An address that is asked every so often while the scheduler lives, so that somebody else notices when it doesn't. */
  readonly heartbeat?: { readonly everyMs: number } | undefined;
}

export type SecretOf = (name: string) => Promise<Result<Secret | null>>;

export interface Delivery {
  readonly id: string;
  readonly channel: string;
  readonly kind: AlertKind;
  readonly title: string;
  readonly createdAt: string;
  readonly notBefore: string;
  readonly status: 'waiting' | 'sent' | 'failed' | 'folded';
  readonly tries: number;
  readonly answer: string | null;
  readonly sentAt: string | null;
}

/**
 * waiting → sent | failed; waiting → folded (another message carries it).
 * Invariants: an alert is on the disk before anybody tries to send it; one that was sent is never sent again, but for a
 * process killed between the server's yes and our note of it; a channel that fails holds up no other.
 */
export interface Alerts {
  tell(alert: Alert, to?: readonly string[]): Promise<Result<void>>;
  /** Sends what is due. Called at every tick, and after every `tell`. */
  pump(signal: AbortSignal): Promise<void>;
  /** Sends one now and waits: the server's real answer, or its real refusal. */
  test(channel: string, signal: AbortSignal): Promise<Result<Receipt>>;
  deliveries(page: { skip: number; take: number }): Promise<Result<readonly Delivery[]>>;
}
