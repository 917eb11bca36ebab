import type { AlertsForm, ChannelForm } from '../../../../shared/contract/pipelines.ts';

export type ChannelKind = ChannelForm['kind'];

/** A channel while it is entered: every field there is, as text. */
export interface Entered {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly server: string;
  readonly port: string;
  readonly tls: 'implicit' | 'starttls';
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
  /** The password or the address; empty keeps what the vault has. */
  readonly secret: string;
}

export type Field = keyof Entered;

const PORTS = { implicit: '465', starttls: '587' } as const;

export function enteredOf(channel: ChannelForm | null, kind: ChannelKind): Entered {
  const empty: Entered = {
    kind,
    name: kind,
    server: '',
    port: PORTS.implicit,
    tls: 'implicit',
    user: '',
    from: '',
    to: [],
    secret: '',
  };
  if (channel === null) return empty;
  if (channel.kind !== 'email') return { ...empty, kind: channel.kind, name: channel.name };
  return { ...empty, ...channel, port: String(channel.port), user: channel.user ?? '' };
}

/** The port goes with the way of encrypting, unless somebody chose another. */
export function withTls(entered: Entered, tls: Entered['tls']): Entered {
  return { ...entered, tls, port: entered.port === PORTS[entered.tls] ? PORTS[tls] : entered.port };
}

export function channelOf(entered: Entered): ChannelForm {
  const { kind, name, server, port, tls, user, from, to } = entered;
  if (kind !== 'email') return { kind, name: name.trim() };
  return {
    kind,
    name: name.trim(),
    server: server.trim(),
    port: Number(port),
    tls,
    ...(user.trim() === '' ? {} : { user: user.trim() }),
    from: from.trim(),
    to: to.map((one) => one.trim()),
  };
}

/** What can be told before anybody is asked. `kept`: the vault holds its secret already. */
export function faultsOf(
  entered: Entered,
  taken: readonly string[],
  kept: boolean,
): Partial<Record<Field, string>> {
  const faults: Partial<Record<Field, string>> = {};
  const name = entered.name.trim();
  if (!/^[a-z][a-z0-9_-]{0,39}$/.test(name))
    faults.name = 'Use lower-case letters, digits, dashes and underscores, a letter first.';
  else if (taken.includes(name)) faults.name = 'There is one of this name already.';
  if (entered.kind === 'webhook') {
    if (entered.secret === '' ? !kept : !isHttps(entered.secret))
      faults.secret = 'Write the whole address, beginning with https://.';
  }
  if (entered.kind !== 'email') return faults;
  if (!/^[a-z0-9.-]+$/i.test(entered.server.trim()))
    faults.server = 'Write the server’s name, like smtp.example.com.';
  const port = Number(entered.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) faults.port = 'A number from 1 to 65535.';
  if (entered.user.trim() !== '' && entered.secret === '' && !kept)
    faults.secret = 'This user needs a password.';
  if (!isAddress(entered.from)) faults.from = 'Write one address, like alerts@example.com.';
  const wrong = entered.to.find((one) => !isAddress(one));
  if (entered.to.length === 0) faults.to = 'Write at least one address.';
  else if (wrong !== undefined) faults.to = `${wrong} is no address.`;
  return faults;
}

/** The channel in the place of the one it was, or after all others. */
export function withChannel(form: AlertsForm, channel: ChannelForm, was: string | null): AlertsForm {
  const channels =
    was === null
      ? [...form.channels, channel]
      : form.channels.map((one) => (one.name === was ? channel : one));
  return { ...form, channels };
}

function isAddress(text: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text.trim());
}

function isHttps(text: string): boolean {
  return URL.parse(text.trim())?.protocol === 'https:';
}
