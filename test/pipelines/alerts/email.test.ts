import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Alert, Message, Sent } from '../../../main/pipelines/alerts/alert.ts';
import { createEmailChannel } from '../../../main/pipelines/alerts/channels/email.ts';
import { channelSecret, EmailConfig } from '../../../shared/domain/pipeline/alertSettings.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { CANARY } from '../../canary.ts';
import { type Certificate, type Certificates, makeCertificates } from '../../warehouse/certificates.ts';
import { type MailServer, startMailServer } from './mailServer.ts';

const made = makeCertificates();
if (made === null) process.stdout.write('not run here (no program openssl): mail over TLS\n');

const signal = new AbortController().signal;
const clock = {
  now: () => Date.parse('2026-05-04T12:00:00Z'),
  monotonic: () => performance.now(),
  wait: (milliseconds: number) => pause(milliseconds),
};
const NOBODY: Certificate = { cert: '', key: '' };
const NONE: Certificates = {
  ...{ ca: '', stranger: '', good: NOBODY, otherName: NOBODY, expired: NOBODY, selfSigned: NOBODY },
};
const ALERT: Alert = {
  dedupe: 'failed:daily',
  kind: 'failed',
  pipeline: null,
  run: null,
  title: 'daily – Größe\r\nBcc: eve@example.com',
  body: 'It stopped.\r\n.\r\nMAIL FROM:<eve@example.com>\r\n=?utf-8?q?x?=',
  at: '2026-05-04T11:59:00.000Z',
};
const MESSAGE: Message = { id: '0190-abc', alerts: [ALERT] };

/** Only where there are certificates to speak TLS with. */
function mail(name: string, work: () => Promise<void>): void {
  it(name, async () => {
    if (made !== null) await work();
  });
}

describe('mail', () => {
  const certificates = made ?? NONE;
  const open: { close(): Promise<unknown> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  async function server(more: Partial<SMTPServerOptions> = {}, certificate: Certificate = certificates.good) {
    const started = await startMailServer(certificate, CANARY, more);
    open.push(started);
    return started;
  }

  function channel(
    port: number,
    more: Record<string, unknown> = {},
    password: Result<Secret | null> = ok(new Secret(CANARY)),
  ) {
    const config = EmailConfig.parse({
      ...{ kind: 'email', name: 'mail', server: 'localhost', port, tls: 'starttls', user: 'shop' },
      ...{ from: 'leadline@shop.example', to: ['ann@shop.example', 'bob@shop.example'], ca: certificates.ca },
      ...more,
    });
    return createEmailChannel(config, {
      clock,
      zone: () => Zone.parse('Europe/Berlin'),
      secretOf: async (name) => (name === channelSecret('mail') ? password : ok(null)),
    });
  }

  /** Of a refusal: its words, without a secret in them. */
  function no(sent: Sent) {
    if (sent.ok) throw new Error(`It was sent: ${sent.value.answer}`);
    expect(JSON.stringify(sent)).not.toContain(CANARY);
    expect(JSON.stringify(sent)).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 20));
    const { failure, inDoubt = false } = sent;
    return { code: failure.code, retry: failure.retry, message: failure.message, inDoubt };
  }

  for (const tls of ['starttls', 'implicit'] as const)
    mail(`goes out with ${tls}, to nobody else, in one piece`, async () => {
      const { port, got, logins } = await server({ secure: tls === 'implicit' });
      const sent = await channel(port, { tls }).send(MESSAGE, signal);
      expect(sent).toMatchObject({ ok: true, value: { answer: '250 2.0.0 kept as number 1' } });
      expect(logins).toEqual([{ user: 'shop', password: CANARY }]);
      expect(got).toHaveLength(1);
      const [letter] = got;
      expect(letter).toMatchObject({
        from: 'leadline@shop.example',
        to: ['ann@shop.example', 'bob@shop.example'],
        secure: true,
      });
      const [head = '', ...rest] = (letter?.text ?? '').split('\r\n\r\n');
      expect(head).not.toMatch(/^bcc/im);
      expect(head).not.toMatch(/multipart|attachment|x-mailer/i);
      expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8/im);
      expect(head).toMatch(/^Message-ID: <0190-abc@shop\.example>/im);
      expect(head).toMatch(/^Auto-Submitted: auto-generated/im);
      expect(head).toMatch(/^Date: Mon, 04 May 2026 12:00:00 \+0000/im);
      expect(rest.join('')).toContain('2026-05-04 13:59 Europe/Berlin');
      expect(rest.join('')).toContain('MAIL FROM:<eve@example.com>');
      expect(letter?.text).not.toContain(CANARY);
    });

  mail('is not sent in the open, nor to whom it can’t trust, and no password goes there', async () => {
    const plain = await server({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authOptional: true,
    });
    const other = await server({}, certificates.otherName);
    const expired = await server({ secure: true }, certificates.expired);
    const alone = await server({ secure: true }, certificates.selfSigned);
    const good = await server();
    const refusals = [
      no(await channel(plain.port).send(MESSAGE, signal)),
      no(await channel(other.port).send(MESSAGE, signal)),
      no(await channel(expired.port, { tls: 'implicit' }).send(MESSAGE, signal)),
      no(await channel(alone.port, { tls: 'implicit' }).send(MESSAGE, signal)),
      no(await channel(good.port, { ca: undefined }).send(MESSAGE, signal)),
      no(await channel(good.port, { ca: certificates.stranger }).send(MESSAGE, signal)),
      no(await channel(good.port, { tls: 'implicit' }).send(MESSAGE, signal)),
    ];
    expect(refusals.map(({ code, retry }) => [code, retry])).toEqual(
      refusals.map(() => ['ALERT_REFUSED', false]),
    );
    expect(refusals[0]?.message).toBe('localhost offers no encryption on this port, so nothing was sent.');
    expect(refusals[1]?.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(refusals[2]?.message).toContain('CERT_HAS_EXPIRED');
    for (const { got, logins } of [plain, other, expired, alone, good])
      expect([got, logins]).toEqual([[], []]);
  });

  mail('tells a refused login in the server’s words, without the password', async () => {
    const { port } = await server();
    const wrong = await startMailServer(certificates.good, 'another one');
    open.push(wrong);
    const refused = no(await channel(wrong.port).send(MESSAGE, signal));
    expect(refused).toMatchObject({ code: 'ALERT_REFUSED', retry: false });
    expect(refused.message).toBe('localhost refused the login: 535 5.7.8 No, [secret] is wrong');
    expect(wrong.got).toEqual([]);
    const missing = no(await channel(port, {}, ok(null)).send(MESSAGE, signal));
    expect(missing).toMatchObject({ code: 'ALERT_REFUSED', retry: false });
    const locked = fail('VAULT_LOCKED', { message: 'The vault is locked.', next: 'Unlock it.' });
    expect(no(await channel(port, {}, locked).send(MESSAGE, signal))).toMatchObject({
      code: 'VAULT_LOCKED',
      retry: true,
    });
    const without = await server({ disabledCommands: ['AUTH'] });
    expect(no(await channel(without.port).send(MESSAGE, signal))).toMatchObject({ code: 'ALERT_REFUSED' });
    expect(without.got).toEqual([]);
  });

  mail('tells recipients and messages that are refused, for good or for now', async () => {
    const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
    const nobody = await server({
      onRcptTo: (_to, _session, done) => done(answer(550, '5.1.1 no such person')),
    });
    const grey = await server({ onRcptTo: (_to, _session, done) => done(answer(451, '4.7.1 come again')) });
    const one = await server({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('bob') ? answer(550, '5.1.1 no such person') : null),
    });
    const full = await server({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(answer(452, '4.3.1 disk full')));
      },
    });
    const spam = await server({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(answer(554, '5.7.1 looks like spam')));
      },
    });
    const send = async ({ port }: MailServer) => channel(port).send(MESSAGE, signal);
    expect(no(await send(nobody))).toMatchObject({
      code: 'ALERT_REFUSED',
      retry: false,
      message: expect.stringContaining('550 5.1.1 no such person'),
    });
    expect(no(await send(grey))).toMatchObject({ code: 'ALERT_UNSENT', retry: true, inDoubt: false });
    expect(await send(one)).toMatchObject({
      ok: true,
      value: { answer: '250 2.0.0 kept as number 1 – but it refused bob@shop.example' },
    });
    expect(no(await send(full))).toMatchObject({ code: 'ALERT_UNSENT', retry: true, inDoubt: false });
    expect(no(await send(spam))).toMatchObject({
      code: 'ALERT_REFUSED',
      message: expect.stringContaining('554 5.7.1 looks like spam'),
    });
  });

  mail('doubts what was handed over and not answered, and nothing else', async () => {
    const dropping = await server({
      onData(stream) {
        stream.resume();
        stream.on('end', () => dropping.cut());
      },
    });
    const early = await server({ onMailFrom: () => early.cut() });
    expect(no(await channel(dropping.port).send(MESSAGE, signal))).toMatchObject({
      code: 'ALERT_UNSENT',
      retry: true,
      inDoubt: true,
    });
    expect(no(await channel(early.port).send(MESSAGE, signal))).toMatchObject({
      retry: true,
      inDoubt: false,
    });
    const stop = new AbortController();
    const slow = await server({
      onData(stream) {
        stream.resume();
        stream.on('end', () => stop.abort());
      },
    });
    expect(no(await channel(slow.port).send(MESSAGE, stop.signal))).toMatchObject({
      code: 'ALERT_UNSENT',
      retry: true,
      inDoubt: true,
    });
  });

  mail('is bounded by a server that is silent, floods or is not there', async () => {
    const silent = await bare(() => {});
    const flood = await bare((socket) => {
      const more = () =>
        socket.write(`220-${'x'.repeat(60_000)}\r\n`, () => !socket.destroyed && setImmediate(more));
      more();
    });
    const gone = await bare(() => {});
    await gone.close();
    open.push(silent, flood);
    const stop = new AbortController();
    const waiting = channel(silent.port).send(MESSAGE, stop.signal);
    expect(no(await channel(flood.port).send(MESSAGE, signal)).code).toBe('ALERT_UNSENT');
    expect(no(await channel(gone.port).send(MESSAGE, signal))).toMatchObject({
      message: 'localhost refused the connection.',
      retry: true,
      inDoubt: false,
    });
    stop.abort();
    expect(no(await waiting)).toMatchObject({ code: 'ALERT_UNSENT', retry: true, inDoubt: false });
  });
});

async function bare(
  onSocket: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<unknown> }> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(closed);
      }),
  };
}
