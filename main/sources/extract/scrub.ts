import { SECRET_MARK } from '../../../shared/domain/secret.ts';
import { createRedactor } from '../../log/redact.ts';

/** Members of an answer that are credentials whoever made them: what a token endpoint answers, nobody entered. */
const NAMED =
  /("(?:access_token|refresh_token|id_token|client_secret|session_?token|api_?key|password|secret|token)"\s{0,4}:\s{0,4})"(?:[^"\\]|\\.){1,8192}"/gi;

export interface Scrub {
  /** Takes credentials out of every text inside a value. */
  value<T>(value: T): T;
  conceal(secret: string): void;
}

export function createScrub(secrets: readonly string[]): Scrub {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.conceal(secret);

  function scrub(value: unknown): unknown {
    if (typeof value === 'string') return redactor.text(value.replace(NAMED, `$1"${SECRET_MARK}"`));
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scrub(one)]));
    return value;
  }
  return { value: <T>(value: T) => scrub(value) as T, conceal: redactor.conceal };
}
