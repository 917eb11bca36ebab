import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Secret } from '../../../shared/domain/secret.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
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

/** What leaves a channel at once. */
export interface Message {
  /** The same when it is sent again, so that the other side may notice. */
  readonly id: string;
  readonly alerts: readonly Alert[];
}

export type Sent =
  | { readonly ok: true; readonly value: Receipt }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** What the server asked for (Retry-After); the pause is never shorter. */
      readonly afterMs?: number | undefined;
      /** The whole message left and no answer came: it may have arrived. Then it is sent once more and never again. */
      readonly inDoubt?: boolean | undefined;
    };

/** One way out. A failure that `retry`s is sent again; one that doesn't is shown and stays. */
export interface Channel {
  readonly name: string;
  readonly kind: 'desktop' | 'email' | 'webhook';
  send(message: Message, signal: AbortSignal): Promise<Sent>;
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
  /** The server's last answer, or why it could not be sent. */
  readonly answer: string | null;
  readonly sentAt: string | null;
  /** Of a folded one: the delivery whose message carries it. */
  readonly carriedBy: string | null;
  /** How often the same was told again meanwhile and not sent. */
  readonly repeats: number;
  /** It may have arrived twice. */
  readonly perhapsTwice: boolean;
}

/**
 * waiting → sending → sent | failed | waiting; sending → folded (another message of the same channel carries it).
 * Invariants: an alert is on the disk before anybody tries to send it; one that was sent is never sent again, but for a
 * process killed between the server's yes and our note of it: then it is sent once more, marked, and never a third time; a
 * channel that fails holds up no other.
 */
export interface Alerts {
  /** `to`: names of channels; left out: all that are set up. */
  tell(alert: Alert, to?: readonly string[]): Promise<Result<void>>;
  /** Sends what is due. Called at every tick, and after every `tell`. */
  pump(signal: AbortSignal): Promise<void>;
  /** Sends one now and waits: the server's real answer, or its real refusal. */
  test(channel: string, signal: AbortSignal): Promise<Result<Receipt>>;
  /** Newest first. */
  deliveries(page: { skip: number; take: number }): Promise<Result<readonly Delivery[]>>;
}
