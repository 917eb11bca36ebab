import type { Secret } from '../../../shared/domain/secret.ts';
import type { Result } from '../../../shared/errors/failure.ts';

export interface WebRequest {
  readonly method: 'GET' | 'POST';
  /** Whoever knows it may post: never in a message or a log. */
  readonly address: Secret;
  /** JSON. */
  readonly body?: string;
  /** Its host may lie in the person's own network. */
  readonly private: boolean;
}

export interface WebAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly contentType: string;
  /** The beginning of it. */
  readonly text: string;
}

/**
 * Asks one https address, once: no redirect is followed, sizes are bounded, addresses of private networks are refused unless
 * declared. Handed in, because the transport belongs to another domain. Any status is an answer; a failure is none, and
 * CANCELLED when the signal fired.
 */
export type AskWeb = (request: WebRequest, signal: AbortSignal) => Promise<Result<WebAnswer>>;
