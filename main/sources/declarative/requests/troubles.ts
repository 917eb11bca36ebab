import type { FailureCode } from '../../../../shared/errors/failure.ts';
import type { HttpResponse } from '../../http/http.ts';
import { Trouble, type TroubleKind } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { UnreadableBody } from './decoders/unreadable.ts';
import { headerOf, placeOf } from './where.ts';

const CODES: Readonly<Record<TroubleKind, FailureCode>> = {
  config: 'SOURCE_REFUSED',
  system: 'SOURCE_FAILED',
  transient: 'SOURCE_UNREACHABLE',
  unsupported: 'STREAM_UNSUPPORTED',
  loop: 'SOURCE_FAILED',
};

export function troubleOf(kind: TroubleKind, stream: string, message: string, next: string): Trouble {
  return new Trouble(kind, {
    code: CODES[kind],
    message,
    next,
    subject: stream,
    retry: kind === 'transient',
  });
}

/** What is wrong with the connector's file, said with its place. */
export function manifestTrouble(component: Component, stream: string, what: string, next: string): Trouble {
  const message = `Stream ${stream}: ${component.path} (${component.type}, line ${component.at.line}) ${what}.`;
  return new Trouble('system', { code: 'MANIFEST_INVALID', message, next, subject: stream, retry: false });
}

export function unsupported(component: Component, stream: string, what: string): Trouble {
  return troubleOf(
    'unsupported',
    stream,
    `Stream ${stream} can't run here: ${component.path} (line ${component.at.line}) uses ${what}.`,
    'Leave this stream out, or write it with components that are supported.',
  );
}

/** An answer that came whole and can't be read as what it should be. */
export function unreadable(stream: string, response: HttpResponse, why: UnreadableBody): Trouble {
  const type = headerOf(response.headers, 'content-type');
  const called = type === null ? '' : `, called ${type.split(';')[0]?.trim()}`;
  const message = `Stream ${stream}: the answer of ${placeOf(response.url)} (status ${response.status}${called}) ${why.message}.`;
  if (why.cutOff)
    return troubleOf(
      'transient',
      stream,
      message,
      'Try again. If it stays, ask for less at once, with smaller pages or windows.',
    );
  return troubleOf(
    'system',
    stream,
    message,
    'Open the trace to see what came, and check the address of this source.',
  );
}

/** What a person can do about an answer that ends a stream. */
export function nextFor(kind: TroubleKind, status: number | null): string {
  if (status === 401)
    return 'The key or token may have expired or been revoked: enter a new one for this source and test the connection.';
  if (status === 403)
    return 'Check which permissions the key or the app has with the vendor, add what is missing, and test the connection.';
  if (status === 404)
    return 'Check the address and the names entered for this source; what is asked for may be gone.';
  if (status === 429) return 'Try again later, less often, or read fewer streams at once.';
  if (kind === 'config') return 'Check what was entered for this source, and test the connection.';
  if (kind === 'transient') return 'Try again later: what was read before is kept.';
  return 'Open the trace to see the request and the answer; the connector may ask for something the vendor has changed.';
}

export const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'a bad request',
  401: 'not signed in',
  403: 'not allowed',
  404: 'nothing there',
  405: 'method not allowed',
  408: 'took too long',
  429: 'too many requests',
  500: 'an error of its own',
  502: 'a bad gateway',
  503: 'not available now',
  504: 'a gateway that took too long',
};
