import type { Additions } from '../parts.ts';
import { troubleOf } from '../requests/troubles.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what HTTP forbids in a header.
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/;

/** A header that holds a credential. Keys are pasted, often with a line end, and a header can't carry one. */
export function credentialHeader(name: string, value: string, stream: string): Additions {
  const trimmed = value.trim();
  if (FORBIDDEN.test(trimmed))
    throw troubleOf(
      'config',
      stream,
      `Stream ${stream} can't sign in: the key for the header “${name}” holds a line end or a letter that no header can carry.`,
      'Enter the key again, without what was copied around it.',
    );
  return { headers: [[name, trimmed]], secret: { headers: [name] } };
}
