import type { FailureCode } from '../../../shared/errors/failure.ts';
import { Trouble, type TroubleKind } from '../trouble.ts';

interface Told {
  readonly message: string;
  readonly next: string;
  readonly retry: boolean;
}

function trouble(kind: TroubleKind, code: FailureCode, told: Told): Trouble {
  return new Trouble(kind, { code, ...told });
}

/** Nothing was sent: whoever was to be asked couldn't be connected to. */
export class Unconnected extends Trouble {}

export function unconnected(message: string, next = 'Try again later.'): Trouble {
  return new Unconnected('transient', { code: 'SOURCE_UNREACHABLE', message, next, retry: true });
}

/** No answer, or not a whole one, from whoever was asked. */
export function unreachable(message: string, next = 'Try again later.', retry = true): Trouble {
  return trouble('transient', 'SOURCE_UNREACHABLE', { message, next, retry });
}

/** Our own rules forbid it: an address, a scheme, a size. */
export function refused(message: string, next: string, kind: TroubleKind = 'config'): Trouble {
  return trouble(kind, 'HTTP_REFUSED', { message, next, retry: false });
}

export function cancelled(where: string): Trouble {
  return trouble('transient', 'CANCELLED', {
    message: `${where} was cancelled.`,
    next: 'Start it again when you want to.',
    retry: true,
  });
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|CRL|HOSTNAME_MISMATCH/;

/** What Node says of a connection, in words. Its own text may quote what was received, so it is never passed on. */
export function connectionTrouble(error: unknown, where: string): Trouble {
  if (error instanceof Trouble) return error;
  const code = codeOf(error);
  if (code === 'HPE_HEADER_OVERFLOW')
    return refused(
      `${where} answered with headers larger than is accepted.`,
      'Ask the vendor, or check the address.',
      'system',
    );
  if (code.startsWith('HPE_'))
    return unreachable(
      `${where} answered with something that is not HTTP.`,
      'Check the address and its port.',
    );
  if (CERTIFICATE.test(code))
    return unreachable(
      `${where}: its certificate can't be trusted (${code}).`,
      'Check the address and the clock of this machine; behind a proxy that inspects, its certificate must be installed.',
      false,
    );
  if (code === 'EPROTO')
    return unreachable(`${where} doesn't speak TLS there.`, 'Check the address and its port.');
  const told = AWAY.has(code) ? unconnected : unreachable;
  return told(`${where} ${WORDS[code] ?? `can't be reached (${code})`}.`, NEXT[code]);
}

const AWAY = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "can't be found: no such name is known to this network",
  EAI_AGAIN: "can't be found: the network doesn't resolve names now",
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection off before it had answered',
  EPIPE: 'broke the connection off before it had answered',
  ETIMEDOUT: "didn't take the connection in time",
  EHOSTUNREACH: "can't be reached from this network",
  ENETUNREACH: "can't be reached: there is no network",
};

const NEXT: Readonly<Record<string, string>> = {
  ENOTFOUND: 'Check the address and the network, then try again.',
  EAI_AGAIN: 'Check the network, then try again.',
  ECONNREFUSED: 'Check the address and its port, then try again.',
  ENETUNREACH: 'Check the network, then try again.',
};

export function codeOf(error: unknown): string {
  // Several addresses tried: each with an error of its own.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
