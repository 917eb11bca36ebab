import { type Failure, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { candidateOf } from '../../builds/candidates.ts';
import type { BuildLine, Builds } from '../../builds.ts';
import { connect } from '../connect.ts';
import { addressOf, type PostgresConnection, quoteName, quoteText, type Timeouts } from '../connection.ts';
import type { Link } from '../link.ts';
import type { Places } from '../places.ts';
import { plain } from '../prepare.ts';
import type { Stop } from '../stop.ts';
import type { Writer } from '../writer.ts';
import { clearScratch, takeLock } from './claim.ts';
import { createLine } from './line.ts';
import { createBuildPlaces } from './places.ts';
import { publish } from './publish.ts';
import { builtInTypeNames } from './typeNames.ts';

/** A line waits in its transaction while other lines are asked, and while a macro thinks. */
const IDLE_MS = 60 * 60_000;

/** A model may take hours; what takes longer hangs, and its maker has the means to stop it sooner. */
const STATEMENT_MS = 6 * 60 * 60_000;

/**
 * What SQL of a project may see of a session is as a fresh Postgres has it, whatever this server's own defaults are: the
 * same project makes the same rows everywhere. Only the zone is ours: days are cut in UTC unless a model says another.
 */
const AS_USUAL = `set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'`;

export interface PostgresBuildsOptions {
  readonly connection: PostgresConnection;
  readonly timeouts: Timeouts;
  readonly places: Places;
  readonly writer: Writer;
  readonly closing: Stop;
}

export interface PostgresBuilds extends Builds {
  /** Ends the sessions that lines left open still hold. */
  close(): Promise<void>;
}

export function createPostgresBuilds(options: PostgresBuildsOptions): PostgresBuilds {
  const { connection, writer, closing } = options;
  const timeouts = {
    ...options.timeouts,
    idleMs: Math.max(IDLE_MS, options.timeouts.idleMs),
    statementMs: Math.max(STATEMENT_MS, options.timeouts.statementMs),
  };
  const build = createBuildPlaces(connection);
  const types = builtInTypeNames();
  const open = new Set<BuildLine>();
  let ready = false;
  let claim: Link | null = null;

  async function session(stop: Stop = closing): Promise<Result<Link>> {
    const link = await connect(connection, timeouts, 'writer', stop);
    if (!link.ok) return link;
    const set = await link.value.script(AS_USUAL, stop);
    if (set.ok) return link;
    link.value.destroy();
    return set;
  }

  /** Made when models are first built; who only reads needs no right to make schemas. */
  async function makeReady(link: Link): Promise<Result<void>> {
    if (ready) return ok(undefined);
    const there = await link.run(
      plain(`select from pg_namespace where nspname = ${quoteText(build.candidates)}`),
    );
    if (!there.ok) return there;
    if (there.value.rows.length === 0) {
      const made = await link.script(`create schema if not exists ${quoteName(build.candidates)}`);
      if (!made.ok) return { ok: false, failure: noSchema(connection, build.candidates, made.failure) };
    }
    ready = true;
    return ok(undefined);
  }

  return {
    engine: 'postgres',
    database: connection.database,
    written: build.written,
    candidateOf,
    async claim(who) {
      const link = await session();
      if (!link.ok) return link;
      const taken = await takeLock(link.value, build, who);
      const prepared = taken.ok ? await makeReady(link.value) : taken;
      const cleared = prepared.ok ? await clearScratch(link.value, build) : prepared;
      if (!cleared.ok) {
        await link.value.close();
        return cleared;
      }
      claim = link.value;
      return ok({
        release: async () => {
          if (claim === link.value) claim = null;
          await link.value.close();
        },
      });
    },
    async line() {
      const link = await session();
      if (!link.ok) return link;
      const prepared = await makeReady(link.value);
      if (!prepared.ok) {
        await link.value.close();
        return prepared;
      }
      const { database } = connection;
      const { connectMs } = timeouts;
      const tools = { places: build, types, database, closing, connectMs, connect: session };
      const line = createLine(link.value, tools, () => open.delete(line));
      open.add(line);
      return ok(line);
    },
    async publish(publication) {
      // Another may have begun to build when the lock went with its session.
      if (claim?.dead) return lostClaim(connection);
      const { signal } = publication;
      return writer.write(
        (transaction) =>
          publish(transaction, { places: options.places, build, lockMs: timeouts.lockMs }, publication),
        { priority: 'interactive', ...(signal && { signal }) },
      );
    },
    async close() {
      await Promise.all([...open].map((line) => line.close()));
      await claim?.close();
      claim = null;
    },
  };
}

function lostClaim(connection: PostgresConnection): { readonly ok: false; readonly failure: Failure } {
  return fail('STORE_UNREACHABLE', {
    subject: addressOf(connection),
    message:
      'The connection that kept others from building broke, so another build may have begun. Nothing was published.',
    next: 'Build again.',
    retry: true,
  });
}

function noSchema(connection: PostgresConnection, schema: string, failure: Failure): Failure {
  const { user, database } = connection;
  return {
    ...failure,
    message: `Models are made in the schema ${schema} before they are published, and it could not be made. ${failure.message}`,
    next: `Have whoever runs the server run: create schema ${quoteName(schema)} authorization ${quoteName(user)} (in the database “${database}”).`,
  };
}
