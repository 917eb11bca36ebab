import type { Json } from '../../json.ts';
import type { Additions } from '../parts.ts';

/** A vendor's words may repeat the key they refuse. */
export function redacted(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '•••');
  return clean;
}

/** Each credential that an authenticator adds, as it may be repeated: whole, encoded, and the key inside of `Bearer key`. */
export function secretsIn({ headers = [], parameters = [], bodyForm = [], bodyJson }: Additions): string[] {
  const values = [...headers, ...parameters, ...bodyForm].map(([, value]) => value);
  return [...values, ...textsIn(bodyJson ?? null)].flatMap((value) => [
    value,
    encodeURIComponent(value),
    ...value.split(' ').filter((part) => part.length >= 8),
  ]);
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((part: Json) => textsIn(part))
    : [];
}
