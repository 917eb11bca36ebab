import type { HttpRequest, Pairs } from '../http.ts';
import {
  credentialValues,
  holdsCredential,
  isCredentialHeader,
  isCredentialParameter,
} from '../trace/credentials.ts';
import { refused } from '../troubles.ts';
import { type Hop, headerOf, whereOf } from '../wire/hop.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const OF_A_BODY = /^content-(?:type|length|encoding|language|location|md5)$|^digest$/i;

export interface Redirect {
  readonly hop: Hop;
  /** As the server wrote it. */
  readonly spelled: string;
}

/** Where an answer sends on to, or null. What opens something at one origin never goes to another. */
export function redirectOf(
  hop: Hop,
  status: number,
  headers: Pairs,
  secret: HttpRequest['secret'],
): Redirect | null {
  const location = headerOf(headers, 'location');
  if (!REDIRECTS.has(status) || location === undefined) return null;
  const where = whereOf(hop);
  // Headers come as bytes; servers that don't encode an address write it in UTF-8.
  const spelled = Buffer.from(location, 'latin1').toString('utf8').trim();
  if (!URL.canParse(spelled, hop.url))
    throw refused(`${where} sends on to something that is no address.`, 'Ask the vendor.', 'system');
  const url = new URL(spelled, hop.url);
  if (hop.url.protocol === 'https:' && url.protocol === 'http:')
    throw refused(
      `${where} sends on to ${url.origin}, which is not encrypted.`,
      'Check the address; if the vendor really means it, ask them for https.',
    );
  // Whoever sends on has no business naming whom to log in as.
  url.username = '';
  url.password = '';
  const toGet = status === 303 ? hop.method !== 'HEAD' : status < 303 && hop.method === 'POST';
  const kept = toGet ? hop.headers.filter(([name]) => !OF_A_BODY.test(name)) : hop.headers;
  const body = toGet ? null : hop.body;
  const method = toGet ? 'GET' : hop.method;
  if (url.origin === hop.url.origin) return { spelled, hop: { method, url, headers: kept, body } };

  const known = credentialValues({ secret, headers: hop.headers, url: hop.url }, hop.body);
  if (body !== null && holdsCredential(body, secret, known))
    throw refused(
      `${where} sends a request with credentials in its body on to ${url.origin}, which is not who they are for.`,
      'Check the address of the source.',
    );
  for (const [name, value] of [...url.searchParams])
    if (isCredentialParameter(name, secret) || known.has(value)) url.searchParams.delete(name);
  return {
    spelled,
    hop: { method, url, headers: kept.filter(([name]) => !isCredentialHeader(name, secret)), body },
  };
}

/** Told apart by method and address: the same asked twice will be answered the same. */
export function createLoopGuard(most: number): (hop: Hop) => void {
  const asked = new Set<string>();
  return (hop) => {
    const key = `${hop.method} ${hop.url.href}`;
    if (asked.has(key))
      throw refused(
        `${whereOf(hop)} sends on in a circle.`,
        'Check the address; some servers do this to whoever lacks a key.',
        'system',
      );
    if (asked.size > most)
      throw refused(
        `${whereOf(hop)} was reached over ${most} redirects, and there would be more.`,
        'Check the address, or ask the vendor.',
        'system',
      );
    asked.add(key);
  };
}
