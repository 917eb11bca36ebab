import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Json } from '../../../main/sources/json.ts';
import { formatBigJson, parseBigJson } from './bigJson.ts';
import { type Arrived, matches } from './matchRule.ts';
import { BASE, type RecordedRequest, type Rule, type RuleResponse } from './scenario.ts';
import type { VirtualClock } from './virtualClock.ts';

/** A request of ours, and which credentials it could rightly carry. */
export interface OurRequest extends RecordedRequest {
  readonly waited_before_s: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts in the answers so far that are not older than their `expires_in`. */
  readonly issued: readonly string[];
}

export interface ScriptedServer {
  readonly origin: string;
  /** Forgets counters and records, and moves this clock from now on. */
  begin(clock: VirtualClock): void;
  readonly requests: readonly OurRequest[];
  stop(): Promise<void>;
}

const KEPT_HEADERS = /^(authorization|content-type|x-.*)$/;

/** Plays a `server.json` on the loopback interface. */
export async function startScriptedServer(script: string): Promise<ScriptedServer> {
  let clock: VirtualClock | undefined;
  let rules: readonly Rule[] = [];
  const used = new Map<string, number>();
  const requests: OurRequest[] = [];
  const issued: { text: string; until: number }[] = [];
  let waitedBefore = 0;

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => answer(request, response, Buffer.concat(pieces)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  rules = (parseBigJson(script.replaceAll(BASE, origin)) as unknown as { rules: Rule[] }).rules;

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const arrived = read(request, body);
    const rule = rules.find(
      (one) => (one.times === undefined || (used.get(one.id) ?? 0) < one.times) && matches(one, arrived),
    );
    const count = rule === undefined ? 0 : (used.get(rule.id) ?? 0);
    if (rule !== undefined) used.set(rule.id, count + 1);
    const list = rule?.responses ?? (rule?.response === undefined ? [] : [rule.response]);
    const told: RuleResponse =
      rule === undefined
        ? { status: 599, json: { error: 'unmatched request' } }
        : (list[Math.min(count, list.length - 1)] ?? {});
    record(arrived, rule?.id ?? null, told);
    send(response, told);
    clock?.advance((told.advance_clock_s ?? 0) * 1000);
  }

  function record(arrived: Arrived, rule: string | null, told: RuleResponse): void {
    const now = clock?.now() ?? 0;
    const waited = clock?.waited() ?? 0;
    const neutral = (text: string) => text.replaceAll(origin, BASE);
    const sorted = (pairs: readonly (readonly [string, string])[]) =>
      pairs
        .map(([name, value]) => [name, neutral(value)] as const)
        .toSorted(([a, x], [b, y]) => compareText(a, b) || compareText(x, y));
    requests.push({
      rule,
      method: arrived.method,
      path: arrived.path,
      query: sorted(arrived.query),
      headers: Object.fromEntries(
        Object.entries(arrived.headers)
          .filter(([name]) => KEPT_HEADERS.test(name))
          .map(([name, value]) => [name, neutral(value)]),
      ),
      ...(arrived.json === undefined
        ? {}
        : { body: { json: parseBigJson(neutral(formatBigJson(arrived.json))) } }),
      ...(arrived.form === undefined ? {} : { body: { form: sorted(arrived.form) } }),
      ...(arrived.text === undefined ? {} : { body: { text: neutral(arrived.text) } }),
      status: told.status ?? 200,
      waited_before_s: (waited - waitedBefore) / 1000,
      issued: issued.filter(({ until }) => until > now).map(({ text }) => text),
    });
    waitedBefore = waited;
    if (told.json !== undefined)
      for (const text of textsIn(told.json)) issued.push({ text, until: expiryOf(told.json, now) });
  }

  return {
    origin,
    begin(next) {
      clock = next;
      used.clear();
      requests.length = 0;
      issued.length = 0;
      waitedBefore = 0;
    },
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function read(request: IncomingMessage, body: Buffer): Arrived {
  const url = new URL(request.url ?? '/', 'http://server');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const told = {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: [...url.searchParams],
    headers,
  };
  if (body.length === 0) return told;
  const text = body.toString('utf8');
  if (type === 'application/json') return { ...told, json: parseBigJson(text) };
  if (type === 'application/x-www-form-urlencoded') return { ...told, form: [...new URLSearchParams(text)] };
  return { ...told, text };
}

function send(response: ServerResponse, told: RuleResponse): void {
  const [body, type] = bodyOf(told);
  const headers = Object.entries(told.headers ?? {});
  const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
  if (type !== null && !has('content-type')) headers.push(['Content-Type', type]);
  if (!has('content-length')) headers.push(['Content-Length', String(body.length)]);
  // A flat list keeps the case of names.
  response.writeHead(told.status ?? 200, headers.flat());
  response.end(body);
}

function bodyOf(told: RuleResponse): [Buffer, string | null] {
  if (told.json !== undefined) return [Buffer.from(formatBigJson(told.json)), 'application/json'];
  if (told.text !== undefined) return [Buffer.from(told.text), 'text/plain'];
  if (told.gzip_text !== undefined) return [gzipSync(told.gzip_text), 'application/gzip'];
  return [Buffer.from(told.base64 ?? '', 'base64'), null];
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value as object).flatMap(textsIn) : [];
}

function expiryOf(value: Json, now: number): number {
  const seconds =
    value !== null && typeof value === 'object' && 'expires_in' in value
      ? Number(value['expires_in'])
      : Number.NaN;
  return Number.isFinite(seconds) ? now + seconds * 1000 : Number.POSITIVE_INFINITY;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
