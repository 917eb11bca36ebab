import type { HttpRequest, Pairs } from './http.ts';
import { refused } from './troubles.ts';
import { type Hop, headerOf } from './wire/hop.ts';

const METHOD = /^[A-Z][A-Z-]{0,30}$/;

/** What a request sends first. A user and password in its address become a header, as browsers do it. */
export function firstHop(request: HttpRequest): Hop {
  if (!URL.canParse(request.url))
    throw refused('The address that was to be asked is not one.', 'Check what was entered for this source.');
  const method = request.method.toUpperCase();
  if (!METHOD.test(method)) throw refused('The method of a request is not one.', 'Correct the connector.');
  const url = new URL(request.url);
  const headers = withLogin(request.headers, url);
  url.username = '';
  url.password = '';
  url.hash = '';
  const { body } = request;
  return {
    method,
    url,
    headers,
    body: typeof body === 'string' ? Buffer.from(body, 'utf8') : (body ?? null),
  };
}

function withLogin(headers: Pairs, url: URL): Pairs {
  if (url.username === '' && url.password === '') return headers;
  if (headerOf(headers, 'authorization') !== undefined) return headers;
  const login = `${decoded(url.username)}:${decoded(url.password)}`;
  return [...headers, ['Authorization', `Basic ${Buffer.from(login, 'utf8').toString('base64')}`]];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
