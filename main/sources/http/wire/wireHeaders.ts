import { validateHeaderName, validateHeaderValue } from 'node:http';
import { refused } from '../troubles.ts';
import { type Hop, headerOf, whereOf } from './hop.ts';

/** What the transport answers for itself: a connector that set them could only contradict what is sent. */
const OWN = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Flat, as Node takes it where spelling, order and repeated names are to stay as they were given. */
export function wireHeaders(hop: Hop, userAgent: string): string[] {
  const given = hop.headers.filter(([name]) => !OWN.has(name.toLowerCase()));
  for (const [name, value] of given) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw refused(
        `${whereOf(hop)} was not sent: its header ${JSON.stringify(name.slice(0, 60))} holds a character that headers can't.`,
        'Look at what was entered for this source: a line break or a sign from another script may have slipped in.',
      );
    }
  }
  const flat = ['Host', hop.url.host, ...given.flat()];
  if (headerOf(given, 'user-agent') === undefined) flat.push('User-Agent', userAgent);
  if (headerOf(given, 'accept') === undefined) flat.push('Accept', '*/*');
  if (headerOf(given, 'accept-encoding') === undefined) flat.push('Accept-Encoding', 'gzip, deflate, br');
  if (hop.body !== null) flat.push('Content-Length', String(hop.body.byteLength));
  else if (['POST', 'PUT', 'PATCH'].includes(hop.method)) flat.push('Content-Length', '0');
  return flat;
}
