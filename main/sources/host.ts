import type { Result } from '../../shared/errors/failure.ts';
import type { SourceClock } from './clock.ts';
import type { Http } from './http/http.ts';
import type { JsonObject } from './json.ts';

/** All that a connector can reach of the world. */
export interface SourceHost {
  readonly http: Http;
  readonly clock: SourceClock;
  /** From 0 up to 1, for the jitter of retries. 0 stands for the whole wait, as reference cases want it. */
  random(): number;
  /**
   * A token that was exchanged for a new one is of no use any more, so the new one is kept before it is first used: at these
   * paths of the config, in the vault. After it, `openSource` with the same config would be given the new values.
   */
  keepSecrets(
    values: readonly { readonly path: readonly string[]; readonly value: string }[],
  ): Promise<Result<void>>;
  /** Said to a person while a stream is read: a wait, an ignored answer, a record without its cursor. Redacted. */
  say(message: string, level: 'info' | 'warn'): void;
}

/** What the person entered, secrets included: never logged, never part of a failure. */
export type Config = JsonObject;
