import { stringifyExactly } from '../../files/json/exact.ts';
import type { HttpRequest, Pairs } from '../../http/http.ts';
import { withParameters } from './address.ts';
import type { Merged } from './merge.ts';
import { Conflict } from './merge.ts';

const BODILESS = new Set(['HEAD', 'DELETE', 'OPTIONS']);

/** Everything that was said of a request, as it goes over the wire. */
export function writeRequest(
  about: {
    readonly method: string;
    readonly address: string;
    readonly stream: string;
    readonly signal: AbortSignal;
    readonly login: boolean;
  },
  merged: Merged,
): HttpRequest {
  const { method, address, stream, signal, login } = about;
  const body = BODILESS.has(method) ? null : bodyOf(merged);
  const headers = lastOfEach(merged.headers);
  if (body?.type !== undefined && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', body.type]);
  return {
    method,
    url: withParameters(address, merged.parameters),
    headers,
    ...(body !== null && { body: body.text }),
    secret: {
      headers: merged.secretHeaders,
      parameters: merged.secretParameters,
      ...(login && { bodies: true }),
    },
    stream,
    signal,
  };
}

/** An empty body is none, as in the dialect. Text goes without a type: the connector's headers say it. */
function bodyOf({ bodyJson, bodyForm, bodyText }: Merged): { text: string; type?: string } | null {
  const json = Object.keys(bodyJson).length > 0;
  const other = bodyForm.length > 0 || (bodyText ?? '') !== '';
  if (json && other) throw new Conflict('a JSON body can’t be combined with a form or a text');
  if (json) return { text: stringifyExactly(bodyJson), type: 'application/json' };
  if (bodyForm.length > 0)
    return {
      text: new URLSearchParams(bodyForm.map(([name, value]) => [name, value])).toString(),
      type: 'application/x-www-form-urlencoded',
    };
  return bodyText === null || bodyText === '' ? null : { text: bodyText };
}

/** Names that differ only by case are one header, and the later one is what the authenticator says. */
function lastOfEach(headers: Pairs): [string, string][] {
  const kept = new Map<string, [string, string]>();
  for (const [name, value] of headers) kept.set(name.toLowerCase(), [name, value]);
  return [...kept.values()];
}
