import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { createRedactor, type Redactor } from '../../log/redact.ts';

/** The address as it is asked, or why it isn't. `http` only where a test allows it. */
export function webAddress(kept: Secret, whose: string, allowHttp = false): Result<Secret> {
  const text = kept.reveal().trim();
  const refuse = (message: string): Result<never> =>
    fail('ALERT_REFUSED', {
      message,
      next: 'Copy the whole address from where it was made, and enter it in the settings again.',
      subject: whose,
    });
  if (!URL.canParse(text)) return refuse(`What the vault keeps for ${whose} is no address.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))
    return refuse(`The address of ${whose} doesn't begin with https, so anyone on the way could read it.`);
  if (url.username !== '' || url.password !== '')
    return refuse(`The address of ${whose} holds a name or a password before its host, which is not sent.`);
  return ok(new Secret(url.href));
}

/** Strikes the address out of what a server says, and each part of it that may be its key. */
export function addressRedactor(address: Secret): Redactor {
  const redactor = createRedactor();
  const url = new URL(address.reveal());
  redactor.conceal(url.href);
  redactor.conceal(`${url.pathname}${url.search}`);
  for (const part of [...url.pathname.split('/'), ...url.searchParams.values()])
    if (part.length >= 6) redactor.conceal(part);
  return redactor;
}

/** The host alone may be told. */
export function hostOf(address: Secret): string {
  return new URL(address.reveal()).host;
}
