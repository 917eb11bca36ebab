import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { connectFailure } from './connectFailure.ts';
import type { PostgresConnection, Timeouts } from './connection.ts';
import { createLink, type Link, streamOf } from './link.ts';
import { failureOf, type Stop } from './stop.ts';

export type Role = 'reader' | 'writer';

/** A server that is starting up says so; it is asked again this often, as long as connecting may take. */
const AGAIN_MS = 200;

export async function connect(
  connection: PostgresConnection,
  timeouts: Timeouts,
  role: Role,
  stop?: Stop,
): Promise<Result<Link>> {
  const last = performance.now() + timeouts.connectMs;
  for (;;) {
    if (stop?.aborted) return { ok: false, failure: failureOf(stop) };
    const client = new pg.Client(clientConfig(connection, timeouts));
    // Without a listener a broken connection would end the process.
    client.on('error', () => undefined);
    // Not `end`: called while connecting, it leaves the promise of `connect` open for ever.
    const leave = () => streamOf(client).destroy(new Error('it was given up'));
    stop?.addEventListener('abort', leave, { once: true });
    try {
      await client.connect();
      const link = createLink(client, connection);
      const set = await link.script(settings(timeouts, role), stop);
      if (set.ok) return ok(link);
      link.destroy();
      return set;
    } catch (error) {
      leave();
      if (stop?.aborted) return { ok: false, failure: failureOf(stop) };
      const starting = error instanceof pg.DatabaseError && error.code === '57P03';
      if (!starting || performance.now() > last) return connectFailure(error, connection, timeouts.connectMs);
      await pause(AGAIN_MS);
    } finally {
      stop?.removeEventListener('abort', leave);
    }
  }
}

/** Everything is said here: what is left out, pg takes from the environment of the process. */
function clientConfig(connection: PostgresConnection, { connectMs }: Timeouts): pg.ClientConfig {
  const { host, port, database, user, password, ca } = connection;
  return {
    host,
    port,
    database,
    user,
    password: () => password?.reveal() ?? '',
    ssl:
      connection.tls === 'verify'
        ? {
            rejectUnauthorized: true,
            minVersion: 'TLSv1.2',
            ...(isIP(host) === 0 && { servername: host }),
            ...(ca !== undefined && { ca }),
          }
        : false,
    sslnegotiation: 'postgres',
    application_name: 'Leadline',
    options: '',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    client_encoding: 'UTF8',
  };
}

/**
 * Set by statement and not at the start of the connection: poolers refuse unknown start parameters.
 * synchronize_seqscans would let two readings of one table begin at different rows, and pages would overlap.
 */
function settings({ queryMs, statementMs, lockMs, idleMs }: Timeouts, role: Role): string {
  const statement = role === 'reader' ? queryMs : statementMs;
  return `set statement_timeout = ${statement}; set lock_timeout = ${lockMs};
    set idle_in_transaction_session_timeout = ${idleMs};
    set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex';
    set extra_float_digits = 1; set standard_conforming_strings = on; set synchronize_seqscans = off;
    set default_transaction_isolation = 'read committed'; set client_min_messages = 'warning';
    set default_transaction_read_only = ${role === 'reader' ? 'on' : 'off'};
    set search_path = public`;
}
