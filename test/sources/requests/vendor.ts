import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAuthenticators } from '../../../main/sources/declarative/auth/builders.ts';
import type { Component } from '../../../main/sources/declarative/component.ts';
import { createExpressions } from '../../../main/sources/declarative/expressions/createExpressions.ts';
import type {
  Answer,
  Asking,
  Builders,
  Extras,
  Making,
  PartKind,
  Parts,
} from '../../../main/sources/declarative/parts.ts';
import { createRequesters } from '../../../main/sources/declarative/requests/builders.ts';
import { decoders } from '../../../main/sources/declarative/requests/decoders/builders.ts';
import { errorHandlers } from '../../../main/sources/declarative/requests/errors/builders.ts';
import type { SourceHost } from '../../../main/sources/host.ts';
import type { Json, JsonObject } from '../../../main/sources/json.ts';
import { Trouble } from '../../../main/sources/trouble.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { component } from '../declarative/standIns.ts';
import { asking, type Loopback, serve } from '../http/loopback.ts';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
}

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Vendor {
  readonly origin: string;
  readonly heard: Heard[];
  close(): Promise<void>;
}

/** A server that answers whatever the test says to each request, in order of arrival. */
export async function vendor(
  answer: (heard: Heard, count: number) => Reply | Promise<Reply>,
): Promise<Vendor> {
  const heard: Heard[] = [];
  const counts = new Map<string, number>();
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const url = new URL(request.url ?? '/', 'http://vendor');
    const one: Heard = {
      method: request.method ?? '',
      path: url.pathname,
      query: [...url.searchParams],
      headers: request.headers,
      body: Buffer.concat(pieces).toString('utf8'),
    };
    heard.push(one);
    const count = (counts.get(one.path) ?? 0) + 1;
    counts.set(one.path, count);
    const {
      status = 200,
      headers = {},
      json,
      body = json === undefined ? '' : JSON.stringify(json),
    } = await answer(one, count);
    response.sendDate = false;
    response.writeHead(status, {
      'Content-Type': json === undefined ? 'text/plain' : 'application/json',
      ...headers,
    });
    response.end(body);
  };
  const server: Loopback = await serve((request, response) => void take(request, response));
  return { origin: server.origin, heard, close: server.close };
}

export interface Bench {
  readonly making: Making;
  readonly waits: readonly number[];
  readonly said: string[];
  readonly traced: () => string;
  pass(seconds: number): void;
  requester(written: JsonObject, more?: Extras): Parts['requester'];
  ask(written: JsonObject, told?: Partial<Asking>, more?: Extras): Promise<Answer | null>;
}

/** Parts of one stream as an opened source makes them, over a real transport and a clock of the test's. */
export function bench(
  config: JsonObject = {},
  host: Partial<SourceHost> = {},
  tables = { authenticator: createAuthenticators(), requester: createRequesters() },
): Bench {
  const { http, clock, exchanges } = asking({ plainHttp: true });
  const said: string[] = [];
  const world: SourceHost = {
    http,
    clock,
    random: () => 0,
    keepSecrets: async (): Promise<Result<void>> => ok(undefined),
    say: (message) => void said.push(message),
    ...host,
  };
  const all: { readonly [K in PartKind]?: Builders<K> } = {
    ...tables,
    decoder: decoders,
    errorHandler: errorHandlers,
  };
  const making: Making = {
    stream: 'orders',
    config,
    host: world,
    expressions: createExpressions({ config, now: () => clock.now(), stream: 'orders' }),
    primaryKey: [],
    make<K extends PartKind>(kind: K, part: Component, more: Extras = {}) {
      const table = all[kind] as Builders<K> | undefined;
      const build = table?.[part.type];
      if (build === undefined) throw new Error(`nobody builds ${part.type}`);
      return build(part, making, more);
    },
    openStream() {
      throw new Error('no parents here');
    },
  };
  const requester = (written: JsonObject, more?: Extras) =>
    making.make('requester', component({ type: 'HttpRequester', ...written }), more);
  return {
    making,
    waits: clock.waits,
    said,
    traced: () => JSON.stringify(exchanges),
    pass: (seconds) => clock.set(clock.now() + seconds * 1000),
    requester,
    ask: (written, told, more) => requester(written, more).ask(question(told)),
  };
}

export function question(told: Partial<Asking> = {}): Asking {
  return {
    slice: { partition: {}, cursor: {}, extra: {} },
    token: null,
    signal: new AbortController().signal,
    additions: [],
    ...told,
  };
}

export async function recordsOf(answer: Answer | null): Promise<Json[]> {
  const all: Json[] = [];
  if (answer !== null) for await (const value of answer.decoded()) all.push(value);
  return all;
}

/** What a person would read, with the port of the test taken out. */
export async function troubleOf(
  work: Promise<unknown>,
): Promise<{ kind: string; code: string; message: string; next: string }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const { code, message, next } = error.failure;
    return { kind: error.kind, code, message: message.replaceAll(/127\.0\.0\.1:\d+/g, 'vendor'), next };
  }
  throw new Error('nothing went wrong');
}
