import { isIPv4 } from 'node:net';
import type { Layer } from '../../../shared/domain/layer.ts';
import type { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';

/** Where a Postgres is and as whom to enter it. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: Secret | null;
  /** Without TLS only to this computer itself. */
  readonly tls: 'verify' | 'off-for-loopback';
  /** PEM of the authority that signed the server's certificate, where it isn't a public one. */
  readonly ca?: string;
  /** Several workspaces in one database: `north_` makes the schemas `north_raw`, `north_staging` … */
  readonly schemaPrefix?: string;
}

/** Each of them is always in force: a Postgres behind a dead line otherwise gives no error at all. */
export interface Timeouts {
  /** To reach the server and be let in. */
  readonly connectMs: number;
  /** A reading call, whole; and how long a writing statement may stay silent before the line itself is doubted. */
  readonly queryMs: number;
  /** One writing statement, a bulk insert included. */
  readonly statementMs: number;
  /** Waiting for a lock that another session holds. */
  readonly lockMs: number;
  /** A transaction nobody says anything in. */
  readonly idleMs: number;
}

export const TIMEOUTS: Timeouts = {
  connectMs: 10_000,
  queryMs: 60_000,
  statementMs: 30 * 60_000,
  lockMs: 30_000,
  idleMs: 5 * 60_000,
};

export const addressOf = ({ host, port, database }: PostgresConnection): string =>
  `${host}:${port}/${database}`;

export function schemaOf(connection: PostgresConnection, layer: Layer | '_leadline'): string {
  return `${connection.schemaPrefix ?? ''}${layer}`;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** What can be known to be wrong before anything is sent. */
export function checkConnection(connection: PostgresConnection): Result<void> {
  const subject = addressOf(connection);
  if (connection.tls === 'off-for-loopback' && !isLoopback(connection.host))
    return fail('BAD_INPUT', {
      subject,
      message: `The host ${connection.host} is another computer, and without TLS the password and the data would cross the network readable.`,
      next: 'Choose “verify” for this connection. Only a Postgres on this computer itself may go without TLS.',
    });
  if (connection.schemaPrefix !== undefined && !/^[a-z_][a-z0-9_]{0,30}$/.test(connection.schemaPrefix))
    return fail('BAD_INPUT', {
      subject,
      message: `The prefix “${connection.schemaPrefix}” can’t begin the names of schemas.`,
      next: 'Use lower-case letters, digits and _, beginning with a letter, 31 characters at most.',
    });
  return ok(undefined);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
