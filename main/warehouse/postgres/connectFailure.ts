import { fail, type Result } from '../../../shared/errors/failure.ts';
import { addressOf, type PostgresConnection } from './connection.ts';

type Told = { message: string; next: string; retry?: boolean };

/** Why a server could not be entered, and what to do about exactly that. */
export function connectFailure(
  error: unknown,
  connection: PostgresConnection,
  connectMs: number,
): Result<never> {
  const code = codeOf(error);
  const why = error instanceof Error ? error.message : String(error);
  const told =
    tlsTrouble(code, why, connection) ??
    entryTrouble(code, why, connection) ??
    lineTrouble(code, why, connection, connectMs);
  return fail('STORE_UNREACHABLE', { subject: addressOf(connection), ...told });
}

/** A host with several addresses fails with one error for each; the first says enough. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return typeof first === 'object' && first !== null && 'code' in first ? String(first.code) : '';
}

function tlsTrouble(code: string, why: string, { host }: PostgresConnection): Told | undefined {
  if (why === 'The server does not support SSL connections')
    return {
      message: `The Postgres on ${host} refuses TLS, so the password and the data would cross the network readable. Nothing was sent.`,
      next: 'Ask whoever runs that server to switch TLS on (ssl = on in postgresql.conf).',
    };
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        message: `The certificate of ${host} is self-signed: no authority vouches that this is the right server.`,
        next: 'Ask whoever runs that server for the certificate of its authority (a .pem or .crt file) and add it to this connection.',
      };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return {
        message: `The certificate of ${host} is signed by an authority that this connection doesn’t know.`,
        next: 'Add the certificate of that authority (a .pem or .crt file) to this connection; whoever runs the server has it.',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        message: `The certificate was made for another name than ${host}: ${why.replace(/^.*?altnames: /, '')}`,
        next: 'Use the name that the certificate was made for, or ask whoever runs the server for one that names this host.',
      };
    case 'CERT_HAS_EXPIRED':
      return {
        message: `The certificate of ${host} has expired.`,
        next: 'Ask whoever runs that server to renew it, and check that the clock of this computer is right.',
      };
    case 'CERT_NOT_YET_VALID':
      return {
        message: `The certificate of ${host} is not valid yet.`,
        next: 'Check that the clock of this computer is right.',
      };
    default:
      return /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO)/.test(code)
        ? {
            message: `No TLS connection to ${host} came about: ${why}`,
            next: 'Check the certificates on both sides.',
          }
        : undefined;
  }
}

function entryTrouble(
  code: string,
  why: string,
  { host, user, database, password }: PostgresConnection,
): Told | undefined {
  if (/^SASL: .*password/.test(why) || (code === '28P01' && password === null))
    return {
      message: `The Postgres on ${host} asks the user ${user} for a password, and this connection has none.`,
      next: 'Add the password to this connection.',
    };
  switch (code) {
    case '28P01':
      return {
        message: `The Postgres on ${host} refused the password of the user ${user}.`,
        next: 'Check the user name and enter the password again.',
      };
    case '28000':
      return {
        message: `The Postgres on ${host} doesn’t let the user ${user} in from here: ${why}.`,
        next: 'Check the user name, or ask whoever runs the server to let this computer in (pg_hba.conf).',
      };
    case '3D000':
      return {
        message: `The Postgres on ${host} has no database “${database}”.`,
        next: 'Check the name, or have the database created.',
      };
    case '42501':
      return {
        message: `The user ${user} may not connect to the database “${database}”.`,
        next: `Have whoever runs the server run: grant connect on database "${database}" to "${user}"`,
      };
    case '53300':
      return {
        message: `The Postgres on ${host} has no connection left.`,
        next: 'Close other programs that are connected to it, then try again.',
        retry: true,
      };
    case '57P03':
      return {
        message: `The Postgres on ${host} is starting or stopping.`,
        next: 'Try again in a moment.',
        retry: true,
      };
    default:
      return undefined;
  }
}

function lineTrouble(code: string, why: string, { host, port }: PostgresConnection, connectMs: number): Told {
  const retry = true;
  const next = 'Check the host, the port and this computer’s network (VPN, firewall), then try again.';
  switch (code) {
    case 'ECONNREFUSED':
      return { message: `Nothing answers at ${host}, port ${port}.`, next, retry };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { message: `No computer of the name ${host} can be found.`, next, retry };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        message: `The connection to ${host}, port ${port}, was cut while it was being made.`,
        next,
        retry,
      };
    default:
      return why === 'timeout expired' || code === 'ETIMEDOUT'
        ? {
            message: `There is no answer from ${host}, port ${port}, within ${connectMs / 1000} s.`,
            next,
            retry,
          }
        : { message: `No connection to ${host}, port ${port}, came about: ${why}`, next, retry };
  }
}
