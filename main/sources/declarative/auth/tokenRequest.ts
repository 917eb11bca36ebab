import type { HttpRequest, HttpResponse, Pairs } from '../../http/http.ts';
import { PATIENCE_MS } from '../../http/reach.ts';
import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Making } from '../parts.ts';
import { withParameters } from '../requests/address.ts';
import { readJson } from '../requests/decoders/json.ts';
import { UnreadableBody } from '../requests/decoders/unreadable.ts';
import { redacted } from '../requests/redacted.ts';
import { troubleOf, unreadable } from '../requests/troubles.ts';
import { askedFor } from '../requests/waits.ts';
import { placeOf } from '../requests/where.ts';
import type { TokenSettings } from './tokenSettings.ts';
import { notSignedIn } from './troubles.ts';

const MOST_SECONDS = 300;

/** Asks for a token. Troubles of the vendor's that pass are waited for; a refusal is a person's to mend. */
export async function requestToken(
  settings: TokenSettings,
  refreshToken: string,
  making: Making,
): Promise<Json> {
  const { host, stream } = making;
  const request = written(settings, refreshToken, stream);
  const began = host.clock.now();
  for (let made = 1; ; made += 1) {
    const sent = await host.http.send(request);
    if (!sent.ok && sent.failure.code !== 'SOURCE_UNREACHABLE') throw new Trouble('config', sent.failure);
    if (sent.ok) {
      const { status } = sent.value;
      if (status < 400) return readAnswer(sent.value, stream);
      if (status < 500 && status !== 429) throw await refusal(sent.value, settings, refreshToken, stream);
    }
    const asked = sent.ok ? askedFor(sent.value, host.clock.now()) : null;
    const wait = asked ?? 2 ** (made - 1) * (1 - host.random());
    const elapsed = (host.clock.now() - began) / 1000;
    const away = !sent.ok && (sent.awayMs ?? 0) >= PATIENCE_MS;
    if (away || elapsed + wait > MOST_SECONDS)
      throw unavailable(request.url, sent.ok ? sent.value.status : null, stream);
    if (sent.ok) sent.value.body.cancel();
    await host.clock.wait(wait * 1000, request.signal);
  }
}

function written(settings: TokenSettings, refreshToken: string, stream: string): HttpRequest {
  const fields: Pairs =
    refreshToken === '' ? settings.form : [...settings.form, [settings.refreshTokenName, refreshToken]];
  const endpoint = settings.endpoint ?? '';
  if (!/^https?:\/\//i.test(endpoint) || !URL.canParse(endpoint))
    throw troubleOf(
      'config',
      stream,
      `Stream ${stream} can't sign in: the address of the sign-in is no web address.`,
      'Check the address and the names entered for this source.',
    );
  const typed = settings.headers.some(([name]) => name.toLowerCase() === 'content-type');
  const form = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  return {
    method: 'POST',
    url: settings.inQuery ? withParameters(endpoint, fields) : endpoint,
    headers:
      settings.inQuery || typed
        ? settings.headers
        : [...settings.headers, ['Content-Type', 'application/x-www-form-urlencoded']],
    ...(!settings.inQuery && { body: form }),
    secret: {
      headers: settings.headers.map(([name]) => name.toLowerCase()),
      parameters: fields.map(([name]) => name),
      bodies: true,
    },
    stream,
    // Once asked for, a token is taken: an exchange that is broken off half-way may have used up the old one.
    signal: new AbortController().signal,
  };
}

async function readAnswer(response: HttpResponse, stream: string): Promise<Json> {
  const read = await response.body.bytes();
  if (!read.ok) throw new Trouble('transient', read.failure);
  try {
    return readJson(read.value);
  } catch (error) {
    throw error instanceof UnreadableBody ? unreadable(stream, response, error) : error;
  }
}

async function refusal(
  response: HttpResponse,
  settings: TokenSettings,
  refreshToken: string,
  stream: string,
) {
  const read = await response.body.bytes();
  const words = read.ok ? wordsOf(read.value) : null;
  const secrets = [
    refreshToken,
    ...settings.form.map(([, value]) => value).filter((value) => value.length > 12),
  ];
  const place = `${placeOf(response.url)} (status ${response.status})`;
  return notSignedIn(stream, place, words === null ? null : redacted(words, secrets));
}

/** RFC 6749 says `error` and `error_description`; vendors say other things as well. */
function wordsOf(bytes: Uint8Array): string | null {
  let value: Json;
  try {
    value = readJson(bytes);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const members = value as JsonObject;
  const said = ['error', 'error_description', 'message', 'detail']
    .map((name) => members[name])
    .filter((word) => typeof word === 'string' && word !== '');
  return said.length === 0 ? null : said.join(': ').replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 300);
}

function unavailable(url: string, status: number | null, stream: string): Trouble {
  const what = status === null ? "can't be reached" : `answers with status ${status}`;
  return troubleOf(
    'transient',
    stream,
    `Stream ${stream} can't sign in now: ${placeOf(url)} ${what}.`,
    'Try again later: what was read before is kept.',
  );
}
