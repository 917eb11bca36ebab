import { channelSecret, type WebhookConfig } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { Zone } from '../../../../shared/domain/zone.ts';
import { type Failure, fail, ok } from '../../../../shared/errors/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Channel, SecretOf } from '../alert.ts';
import type { AskWeb, WebAnswer } from '../askWeb.ts';
import { retryAfter } from '../decide/retryAfter.ts';
import { addressRedactor, hostOf, webAddress } from '../webAddress.ts';
import { oneLine, shortened } from '../words/messageText.ts';
import { slackBody } from './slackBody.ts';

export interface WebhookTools {
  readonly secretOf: SecretOf;
  readonly ask: AskWeb;
  readonly clock: Clock;
  zone(): Zone;
  /** For tests on the own machine. */
  readonly allowHttp?: boolean;
}

const ANSWER_LETTERS = 300;
const ANEW =
  'Make a new webhook where messages should appear, and enter its address in the settings of the channel.';

/** As Slack names them: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, "Handling errors". */
const SLACK: Readonly<Record<string, string>> = {
  invalid_token: 'the address is not valid, or not any more',
  no_service: 'the webhook was switched off or taken away',
  no_service_id: 'the address is not whole',
  no_team: 'its workspace is not there any more',
  team_disabled: 'its workspace is switched off',
  channel_not_found: 'the channel it posts to is not there any more',
  channel_is_archived: 'the channel it posts to is archived',
  action_prohibited: 'an administrator has forbidden such messages',
  posting_to_general_channel_denied: 'only administrators may post to that channel',
  user_not_found: 'the person it posts to is not there any more',
  invalid_payload: 'it did not understand the message',
  too_many_attachments: 'it found the message too large',
};

/** Posts to an incoming webhook of Slack, or of whoever speaks like it. */
export function createWebhookChannel(config: WebhookConfig, tools: WebhookTools): Channel {
  const { clock, ask } = tools;
  const { name } = config;

  function judge(answer: WebAnswer, told: string, host: string): Failure | null {
    const { status } = answer;
    const slack = SLACK[told];
    if (status >= 200 && status < 300)
      // A page for people is what a proxy or a login answers; a webhook says ok, something short, or nothing.
      return /html/i.test(answer.contentType)
        ? refused(
            `${host} answered with a page for people, so the message has not arrived.`,
            'Check the address.',
          )
        : null;
    if (slack !== undefined && status !== 429)
      return refused(`${host} refused the message: ${slack} (${status} ${told}).`, ANEW);
    const words = told === '' ? '' : `: ${told}`;
    if (status >= 300 && status < 400)
      return refused(`${host} sends on to another address (${status}), which is not followed.`, ANEW);
    if (status === 429 || status === 408 || status >= 500)
      return unsent(
        status === 429
          ? `${host} wants fewer messages for now (${status}${words}).`
          : `${host} could not take the message now (${status}${words}).`,
      );
    return refused(`${host} refused the message (${status}${words}).`, ANEW);
  }

  function refused(message: string, next: string): Failure {
    return fail('ALERT_REFUSED', { message, next, subject: name }).failure;
  }

  function unsent(message: string): Failure {
    const next = 'It is tried again by itself.';
    return fail('ALERT_UNSENT', { message, next, subject: name, retry: true }).failure;
  }

  return {
    name,
    kind: 'webhook',
    async send({ alerts }, signal) {
      const kept = await tools.secretOf(channelSecret(name));
      // A locked vault is opened some time.
      if (!kept.ok) return { ok: false, failure: { ...kept.failure, retry: true } };
      if (kept.value === null)
        return { ok: false, failure: refused(`The vault has no address for the channel ${name}.`, ANEW) };
      const address = webAddress(kept.value, `the channel ${name}`, tools.allowHttp);
      if (!address.ok) return address;
      const redactor = addressRedactor(address.value);
      const clean = (text: string) => shortened(oneLine(redactor.text(text)), ANSWER_LETTERS);
      const from = clock.monotonic();
      const body = slackBody(alerts, tools.zone());
      const asked = await ask(
        { method: 'POST', address: address.value, body, private: config.private === true },
        signal,
      );
      if (!asked.ok) {
        const { code, message, next, retry } = asked.failure;
        const told = { message: clean(message), next, subject: name, retry };
        if (code === 'CANCELLED')
          return {
            ok: false,
            failure: unsent(`${hostOf(address.value)} did not answer in time.`),
            inDoubt: true,
          };
        return fail(retry ? 'ALERT_UNSENT' : 'ALERT_REFUSED', told);
      }
      const answer = asked.value;
      const told = clean(answer.text);
      const failure = judge(answer, told, hostOf(address.value));
      if (failure !== null)
        return { ok: false, failure, afterMs: retryAfter(answer.retryAfter, clock.now()) };
      return ok({
        answer: `${answer.status} ${told}`.trim(),
        tookMs: clock.monotonic() - from,
      });
    },
  };
}
