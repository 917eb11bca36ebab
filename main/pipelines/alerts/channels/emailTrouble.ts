import { type Failure, fail } from '../../../../shared/errors/failure.ts';

/** What nodemailer tells of a failure, as far as it is looked at. */
interface MailError {
  readonly code: string;
  readonly responseCode: number | null;
  /** The server's own line. */
  readonly response: string | null;
  /** Of the connection underneath. */
  readonly cause: string;
}

export interface MailTrouble {
  readonly failure: Failure;
  /** The connection ended before the server had answered what was sent. */
  readonly unanswered: boolean;
}

const ANSWER_LETTERS = 300;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME|ALTNAME/i;

/** The words of a refusal are the server's; whatever Node or the library say of a connection is told in ours. */
export function mailTrouble(error: unknown, server: string, clean: (text: string) => string): MailTrouble {
  const { code, responseCode, response, cause } = readError(error);
  const said = response === null ? null : clean(response).slice(0, ANSWER_LETTERS);
  const told = (
    kind: 'ALERT_REFUSED' | 'ALERT_UNSENT',
    message: string,
    next: string,
    unanswered = false,
  ): MailTrouble => ({
    ...fail(kind, { message, next, subject: server, retry: kind === 'ALERT_UNSENT' }),
    unanswered,
  });
  const forNow = responseCode !== null && responseCode >= 400 && responseCode < 500;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return told(
      forNow ? 'ALERT_UNSENT' : 'ALERT_REFUSED',
      said === null
        ? `${server} takes no login by name and password.`
        : `${server} refused the login: ${said}`,
      'Check the user in alerts.yml and its password in the vault; some servers want a password of its own for each program.',
    );
  if (CERTIFICATE.test(cause))
    return told(
      'ALERT_REFUSED',
      `${server} can't be trusted: its certificate doesn't hold (${cause}). Nothing was sent.`,
      'Check the name of the server; for a private one give the certificate of its authority as ca.',
    );
  if (code === 'ETLS')
    return told(
      'ALERT_REFUSED',
      `${server} offers no encryption on this port, so nothing was sent.`,
      'Use the port and the way of encryption that its provider names: often 465 with implicit, or 587 with starttls.',
    );
  if (said !== null && responseCode !== null) {
    const what = code === 'EENVELOPE' ? 'refused the sender or the recipient' : 'refused the message';
    return forNow || responseCode === 503
      ? told('ALERT_UNSENT', `${server} ${what} for now: ${said}`, 'It is tried again by itself.')
      : told('ALERT_REFUSED', `${server} ${what}: ${said}`, 'Check the addresses in alerts.yml.');
  }
  if (/WRONG_VERSION|SSL/.test(cause) || cause === 'EPROTO')
    return told(
      'ALERT_REFUSED',
      `${server} doesn't speak TLS on this port as expected. Nothing was sent.`,
      'Use starttls where the provider names port 587, implicit where it names 465.',
    );
  if (code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ECONFIG')
    return told('ALERT_REFUSED', `The message for ${server} could not be made.`, 'Check alerts.yml.');
  if (code === 'EPROTOCOL')
    return told(
      'ALERT_UNSENT',
      `${server} answers there as no mail server does.`,
      'Check the server and the port.',
    );
  if (code === 'EDNS' || cause === 'ENOTFOUND' || cause === 'EAI_AGAIN')
    return told(
      'ALERT_UNSENT',
      `${server} can't be found: no such name is known to this network.`,
      'Check the name of the server and the network.',
    );
  if (cause === 'ECONNREFUSED')
    return told('ALERT_UNSENT', `${server} refused the connection.`, 'Check the port and the network.');
  if (code === 'ETIMEDOUT' || code === 'EABORT')
    return told('ALERT_UNSENT', `${server} did not answer in time.`, 'Check the port and the network.', true);
  return told(
    'ALERT_UNSENT',
    `${server} broke the connection off before it had taken the message.`,
    'It is tried again by itself.',
    true,
  );
}

function readError(error: unknown): MailError {
  const facts = (typeof error === 'object' && error !== null ? error : {}) as Readonly<
    Record<string, unknown>
  >;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const number = facts['responseCode'];
  const response = text(facts['response']);
  return {
    code: text(facts['code']),
    responseCode: typeof number === 'number' ? number : null,
    response: response === '' ? null : response,
    cause: text(facts['originalCode']) || text(facts['code']),
  };
}
