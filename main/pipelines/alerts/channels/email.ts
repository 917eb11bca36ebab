import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import {
  channelSecret,
  type EmailConfig,
  EmailConfig as EmailSchema,
} from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Secret } from '../../../../shared/domain/secret.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { createRedactor } from '../../../log/redact.ts';
import type { Clock } from '../../clock.ts';
import type { Channel, Message, SecretOf, Sent } from '../alert.ts';
import { oneLine, plainText, subjectOf } from '../words/messageText.ts';
import { mailTrouble } from './emailTrouble.ts';

export interface EmailTools {
  readonly secretOf: SecretOf;
  readonly clock: Clock;
  zone(): Zone;
}

/** Each below the twenty seconds that a sending has, so that a dead server is told from one that keeps silent at the end. */
const CONNECT_MS = 8_000;
const GREETING_MS = 8_000;
const SILENCE_MS = 15_000;
const MOST_RESPONSE_BYTES = 16 * 1024;
const ANSWER_LETTERS = 300;

/**
 * Mail over TLS to the addresses of the config and to nobody else. One connection a message: they are few, and a pool would
 * be one more thing that breaks while the machine sleeps.
 */
export function createEmailChannel(given: EmailConfig, tools: EmailTools): Channel {
  const { clock } = tools;
  // Whoever made the config may have passed by its file, and these go into a protocol of lines.
  const config = EmailSchema.parse(given);

  async function send(message: Message, signal: AbortSignal): Promise<Sent> {
    const password = await passwordOf(config, tools.secretOf);
    if (!password.ok) return password;
    const secret = password.value?.reveal() ?? null;
    // A server may repeat what it was told, also as it was written in the protocol.
    const redactor = createRedactor();
    if (secret !== null) redactor.conceal(secret);
    const clean = (text: string) => oneLine(redactor.text(text));
    const from = clock.monotonic();
    let asked = false;
    const transport = createTransport({
      host: config.server,
      port: config.port,
      secure: config.tls === 'implicit',
      requireTLS: true,
      tls: {
        // An address can't be asked for by name; the certificate is then judged by the address.
        ...(isIP(config.server) === 0 && { servername: config.server }),
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        ...(config.ca !== undefined && { ca: config.ca }),
      },
      ...(config.user !== undefined &&
        secret !== null && { auth: { user: config.user, pass: secret }, forceAuth: true }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: GREETING_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      socketCloseTimeout: 1_000,
      maxResponseSize: MOST_RESPONSE_BYTES,
      disableFileAccess: true,
      disableUrlAccess: true,
      // Looked at and never kept: whether the server asked for the message, which its end may then have reached.
      logger: { debug: (from: { tnx?: unknown }, line: unknown) => (asked ||= isGoAhead(from.tnx, line)) },
      transactionLog: true,
      // EHLO would tell the name of the person's machine to every server on the way.
      name: '[127.0.0.1]',
    });
    try {
      const sent = await transport.sendMail({
        from: { name: 'Leadline', address: config.from },
        to: config.to.map((address) => ({ name: '', address })),
        envelope: { from: config.from, to: [...config.to] },
        messageId: `<${message.id}@${config.from.slice(config.from.lastIndexOf('@') + 1)}>`,
        date: new Date(clock.now()),
        subject: subjectOf(message.alerts),
        text: plainText(message.alerts, tools.zone()),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      });
      const refused = (sent.rejected ?? []).map(String);
      const answer = clean(sent.response).slice(0, ANSWER_LETTERS);
      return ok({
        answer: refused.length === 0 ? answer : `${answer} – but it refused ${refused.join(', ')}`,
        tookMs: clock.monotonic() - from,
      });
    } catch (error) {
      const { failure, unanswered } = mailTrouble(error, config.server, clean);
      return { ok: false, failure, inDoubt: unanswered && asked };
    } finally {
      transport.close();
    }
  }

  return { name: config.name, kind: 'email', send };
}

async function passwordOf(config: EmailConfig, secretOf: SecretOf): Promise<Result<Secret | null>> {
  if (config.user === undefined) return ok(null);
  const found = await secretOf(channelSecret(config.name));
  // A locked vault is opened some time.
  if (!found.ok) return { ok: false, failure: { ...found.failure, retry: true } };
  if (found.value !== null) return found;
  return fail('ALERT_REFUSED', {
    message: `The vault has no password for ${config.user} of the channel ${config.name}.`,
    next: 'Enter it in the settings of the channel.',
    subject: config.name,
  });
}

/** `354`: go ahead (RFC 5321 section 4.2.3). */
function isGoAhead(from: unknown, line: unknown): boolean {
  return from === 'server' && typeof line === 'string' && line.startsWith('354');
}
