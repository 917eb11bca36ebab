import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createAskWeb } from '../../../main/app/pipelines/alerts/askWeb.ts';
import type { Alert, Sent } from '../../../main/pipelines/alerts/alert.ts';
import { createWebhookChannel } from '../../../main/pipelines/alerts/channels/webhook.ts';
import { createHeartbeat } from '../../../main/pipelines/alerts/heartbeat.ts';
import { createFakeClock } from '../../../main/pipelines/testing/fakeClock.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { AlertSettings, HEARTBEAT_SECRET } from '../../../shared/domain/pipeline/alertSettings.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { CANARY } from '../../canary.ts';
import { makeCertificates } from '../../warehouse/certificates.ts';

const signal = new AbortController().signal;
const clock = {
  now: () => Date.parse('2026-05-04T12:00:00Z'),
  monotonic: () => performance.now(),
  wait: (milliseconds: number) => pause(milliseconds),
};
const ALERT: Alert = {
  dedupe: 'failed:daily',
  kind: 'failed',
  pipeline: null,
  run: null,
  title: 'daily <!channel>',
  body: 'It stopped.',
  at: '2026-05-04T11:59:00.000Z',
};

interface Asked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers each request with the next of these, and the last of them for ever. */
async function server(answers: Answer[], tls?: { cert: string; key: string }) {
  const asked: Asked[] = [];
  const handle: Answer = (request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      asked.push({ method: request.method, path: request.url, type: request.headers['content-type'], body });
      (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
    });
  };
  const started = tls === undefined ? createServer(handle) : createSecureServer(tls, handle);
  started.listen(0, '127.0.0.1');
  await once(started, 'listening');
  open.push(() => {
    started.closeAllConnections();
    return new Promise((closed) => started.close(closed));
  });
  return { asked, port: (started.address() as AddressInfo).port };
}

const says =
  (status: number, text: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text);

function channel(
  address: string | null,
  more: { allowHttp?: boolean; loopback?: boolean; ca?: string } = {},
) {
  const { allowHttp = true, loopback = true, ca } = more;
  return createWebhookChannel(
    { kind: 'webhook', name: 'slack' },
    {
      ask: createAskWeb({ version: '0', test: { loopback, ...(ca !== undefined && { ca }) } }),
      secretOf: async () => ok(address === null ? null : new Secret(address)),
      zone: () => Zone.parse('UTC'),
      clock,
      allowHttp,
    },
  );
}

const PATH = `/services/T000/B000/${CANARY}`;
const at = (port: number) =>
  channel(`http://127.0.0.1:${port}${PATH}`).send({ id: '1', alerts: [ALERT] }, signal);

function no(sent: Sent) {
  if (sent.ok) throw new Error(`It was sent: ${sent.value.answer}`);
  expect(JSON.stringify(sent)).not.toContain(CANARY);
  const { failure, afterMs, inDoubt = false } = sent;
  return { code: failure.code, retry: failure.retry, message: failure.message, afterMs, inDoubt };
}

describe('a webhook', () => {
  it('is posted one JSON text in which nothing is a command', async () => {
    const { asked, port } = await server([says(200, `ok ${CANARY} http://127.0.0.1${PATH}`)]);
    const sent = await at(port);
    expect(sent.ok && sent.value.answer).toBe('200 ok [secret] http://127.0.0.1[secret]');
    expect(asked).toMatchObject([{ method: 'POST', path: PATH, type: 'application/json; charset=utf-8' }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
      text: 'Failed: daily &lt;!channel&gt;\n2026-05-04 11:59 UTC\n\nIt stopped.',
      mrkdwn: false,
    });
  });

  it('says what its server said, and whether trying again may help', async () => {
    const { port, asked } = await server([
      says(429, 'rate_limited', { 'retry-after': '30' }),
      says(429, '', { 'retry-after': 'Mon, 04 May 2026 12:10:00 GMT' }),
      says(500, 'rollup_error'),
      says(503, '<html>busy</html>', { 'content-type': 'text/html' }),
      says(403, 'invalid_token'),
      says(404, 'no_service'),
      says(410, 'channel_is_archived'),
      says(400, `nothing at ${PATH}`),
      says(200, '<html>Log in</html>', { 'content-type': 'text/html; charset=utf-8' }),
      says(302, '', { location: `http://127.0.0.1:1${PATH}` }),
    ]);
    const answers = [];
    for (let count = 0; count < 10; count++) answers.push(no(await at(port)));
    expect(answers.map(({ code, retry, afterMs }) => [code, retry, afterMs])).toEqual([
      ['ALERT_UNSENT', true, 30_000],
      ['ALERT_UNSENT', true, 600_000],
      ['ALERT_UNSENT', true, undefined],
      ['ALERT_UNSENT', true, undefined],
      ...Array.from({ length: 6 }, () => ['ALERT_REFUSED', false, undefined]),
    ]);
    const host = `127.0.0.1:${port}`;
    expect(answers.map(({ message }) => message)).toEqual([
      `${host} wants fewer messages for now (429: rate_limited).`,
      `${host} wants fewer messages for now (429).`,
      `${host} could not take the message now (500: rollup_error).`,
      `${host} could not take the message now (503: <html>busy</html>).`,
      `${host} refused the message: the address is not valid, or not any more (403 invalid_token).`,
      `${host} refused the message: the webhook was switched off or taken away (404 no_service).`,
      `${host} refused the message: the channel it posts to is archived (410 channel_is_archived).`,
      `${host} refused the message (400: nothing at [secret]).`,
      `${host} answered with a page for people, so the message has not arrived.`,
      `${host} sends on to another address (302), which is not followed.`,
    ]);
    expect(asked).toHaveLength(10);
  });

  it('is bounded by an answer without an end, none at all, or nobody there', async () => {
    const huge = await server([
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const more = () =>
          response.write('x'.repeat(65_536), () => !response.destroyed && setImmediate(more));
        more();
      },
    ]);
    const taken = await at(huge.port);
    expect(taken.ok && taken.value.answer.length).toBeLessThanOrEqual(304);
    const stop = new AbortController();
    const silent = await server([() => stop.abort()]);
    const address = `http://127.0.0.1:${silent.port}${PATH}`;
    expect(no(await channel(address).send({ id: '1', alerts: [ALERT] }, stop.signal))).toMatchObject({
      code: 'ALERT_UNSENT',
      retry: true,
      inDoubt: true,
    });
    const cut = await server([(request) => request.socket.destroy()]);
    expect(no(await at(cut.port))).toMatchObject({ code: 'ALERT_UNSENT', retry: true });
    expect(no(await at(1))).toMatchObject({ code: 'ALERT_UNSENT', retry: true, inDoubt: false });
  });

  it('goes nowhere but over https to public hosts', async () => {
    const { asked, port } = await server([says(200, 'ok')]);
    const send = (text: string | null, more = {}) =>
      channel(text, { allowHttp: false, loopback: false, ...more }).send(
        { id: '1', alerts: [ALERT] },
        signal,
      );
    const refusals = [
      await send(null),
      await send(`http://127.0.0.1:${port}${PATH}`),
      await send(`https://127.0.0.1:${port}${PATH}`),
      await send(`https://localhost:${port}${PATH}`),
      await send(`https://2130706433:${port}${PATH}`),
      await send(`https://[::ffff:127.0.0.1]:${port}${PATH}`),
      await send(`https://ann:${CANARY}@hooks.example.com/`),
      await send(`file:///etc/passwd`),
      await send(CANARY),
      await send(`http://127.0.0.1:${port}${PATH}`, { loopback: true }),
      await send(`http://10.0.0.1:${port}${PATH}`, { allowHttp: true }),
    ].map(no);
    expect(refusals.map(({ code, retry }) => [code, retry])).toEqual(
      refusals.map(() => ['ALERT_REFUSED', false]),
    );
    expect(refusals.slice(2, 6).map(({ message }) => message.replace(/^\S+ /, ''))).toEqual(
      Array.from(
        { length: 4 },
        () => 'is not asked: it is an address of this machine or of a private network.',
      ),
    );
    expect(asked).toEqual([]);
  });

  it('trusts no certificate but a valid one', async () => {
    const certificates = makeCertificates();
    if (certificates === null) {
      process.stdout.write('not run here (no program openssl): a webhook over TLS\n');
      return;
    }
    const good = await server([says(200, 'ok')], certificates.good);
    const expired = await server([says(200, 'ok')], certificates.expired);
    const send = (port: number, ca?: string) =>
      channel(`https://localhost:${port}${PATH}`, { allowHttp: false, ...(ca !== undefined && { ca }) }).send(
        { id: '1', alerts: [ALERT] },
        signal,
      );
    expect(await send(good.port, certificates.ca)).toMatchObject({ ok: true, value: { answer: '200 ok' } });
    expect(no(await send(good.port)).code).toBe('ALERT_REFUSED');
    expect(no(await send(expired.port, certificates.ca)).message).toContain('CERT_HAS_EXPIRED');
    expect(expired.asked).toEqual([]);
  });
});

describe('the heartbeat', () => {
  it('asks as often as it should while it is called, and tells what it was told', async () => {
    const { asked, port } = await server([says(200, 'OK'), says(500, `no ${CANARY}`), says(200, 'OK')]);
    const wall = createFakeClock({ at: '2026-05-04T12:00:00.000Z' });
    const log = quietLog();
    let settings: AlertSettings | null = AlertSettings.parse({
      channels: [],
      heartbeat: { every: '5 minutes' },
    });
    const heartbeat = createHeartbeat({
      ask: createAskWeb({ version: '0', test: { loopback: true } }),
      secretOf: async (name) =>
        ok(name === HEARTBEAT_SECRET ? new Secret(`http://127.0.0.1:${port}/ping/${CANARY}`) : null),
      settings: () => settings,
      clock: wall,
      log,
      allowHttp: true,
    });
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute++) {
        await wall.advance(60_000);
        await heartbeat.beat(signal);
      }
    };
    await minutes(5);
    expect(asked).toEqual([{ method: 'GET', path: `/ping/${CANARY}`, type: undefined, body: '' }]);
    expect(heartbeat.state()).toEqual({
      goodAt: '2026-05-04T12:01:00.000Z',
      askedAt: '2026-05-04T12:01:00.000Z',
      told: '200 OK',
    });
    await minutes(5);
    expect(heartbeat.state()).toMatchObject({
      goodAt: '2026-05-04T12:01:00.000Z',
      askedAt: '2026-05-04T12:06:00.000Z',
      told: `127.0.0.1:${port} did not take the heartbeat (500 no [secret]).`,
    });
    // The machine slept, and its monotonic clock stood still.
    await wall.sleep(3_600_000);
    await heartbeat.beat(signal);
    expect(asked).toHaveLength(3);
    expect(log.said.map(({ message }) => message)).toEqual([
      'The heartbeat was not taken',
      'The heartbeat is taken again',
    ]);
    expect(JSON.stringify(log.said)).not.toContain(CANARY);
    settings = null;
    await minutes(20);
    expect(asked).toHaveLength(3);
    expect(wall.waiting()).toBe(0);
  });
});
