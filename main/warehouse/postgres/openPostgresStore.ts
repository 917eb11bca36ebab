import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Builds } from '../builds.ts';
import type { Store } from '../store.ts';
import { createPostgresBuilds } from './builds/createPostgresBuilds.ts';
import { readCatalog } from './catalog.ts';
import { connect } from './connect.ts';
import { checkConnection, type PostgresConnection, TIMEOUTS, type Timeouts } from './connection.ts';
import type { Origins } from './decimals.ts';
import { createPlaces, type Places } from './places.ts';
import { plain } from './prepare.ts';
import { createReaders } from './readers.ts';
import { countRows, ROWS_LIMIT, readPage, readQuery } from './reading.ts';
import { makeSchemas } from './schemas.ts';
import { createSession } from './session.ts';
import { createWriter, type Writer } from './writer.ts';

export type { PostgresConnection } from './connection.ts';

export interface PostgresOptions {
  readonly connection: PostgresConnection;
  readonly log: Logger;
  readonly timeouts?: Partial<Timeouts>;
}

export interface PostgresStore extends Store {
  readonly engine: 'postgres';
  readonly builds: Builds;
}

/** Parallel workers would hand over the rows of a page in whatever order they come by them. */
const ONE_AFTER_ANOTHER = ' set local max_parallel_workers_per_gather = 0;';

export async function openPostgresStore(options: PostgresOptions): Promise<Result<PostgresStore>> {
  const { connection } = options;
  const log = options.log.scope('postgres');
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const sound = checkConnection(connection);
  if (!sound.ok) return sound;
  const first = await connect(connection, timeouts, 'writer');
  if (!first.ok) return first;
  const places = createPlaces(connection);
  const made = await makeSchemas(first.value, connection, places);
  if (!made.ok) {
    await first.value.close();
    return made;
  }
  const closing = new AbortController();
  const readers = createReaders(connection, timeouts, closing.signal);
  const writer = createWriter(connection, timeouts, first.value, closing.signal);
  const builds = createPostgresBuilds({ connection, timeouts, places, writer, closing: closing.signal });
  const origins: Origins = new Map();

  /** Every call passes here: once closed there is nothing left to ask, and a failing server is worth a line. */
  async function answered<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closing.signal.aborted) return CLOSED;
    const result = await call();
    if (result.ok) return result;
    const { failure } = result;
    if (failure.code === 'INTERNAL' && failure.reference === undefined)
      return { ok: false, failure: { ...failure, reference: log.error(BROKEN, { failure }) } };
    if (LOGGED.has(failure.code)) log.warn(BROKEN, { failure });
    return result;
  }

  return ok({
    engine: 'postgres',
    builds,
    quote: places.quote,
    catalog: (read) =>
      answered(() => readers.read((link, stop) => readCatalog(link, places, origins, undefined, stop), read)),
    describe: (relation, read) =>
      answered(async () => {
        const found = await readers.read(
          (link, stop) => readCatalog(link, places, origins, relation, stop),
          read,
        );
        return found.ok ? ok(found.value[0] ?? null) : found;
      }),
    exactRows: (relation, read) =>
      answered(() => readers.read((link, stop) => countRows(link, places, origins, relation, stop), read)),
    page: (request, read) =>
      answered(() =>
        readers.read((link, stop) => readPage(link, places, origins, request, stop), {
          ...read,
          setting: ONE_AFTER_ANOTHER,
        }),
      ),
    query: (sql, params = [], { limit = ROWS_LIMIT, ...read } = {}) =>
      answered(() =>
        readers.read((link, stop) => readQuery(link, places, origins, { sql, params, limit }, stop), read),
      ),
    write: (work, write) =>
      answered(() =>
        writer.write((transaction) => work(createSession(transaction, places, timeouts.lockMs)), write),
      ),
    tidy: async () => {
      const done = await answered(() => analyze(writer, places));
      if (!done.ok) log.warn('The warehouse could not be tidied.', { failure: done.failure });
    },
    async close() {
      closing.abort(CLOSED.failure);
      await Promise.all([readers.close(), writer.close(), builds.close()]);
    },
  });
}

const CLOSED: { readonly ok: false; readonly failure: Failure } = fail('STORE_UNREACHABLE', {
  message: 'The warehouse is closed.',
  next: 'Open the workspace again.',
});

const BROKEN = 'Postgres did not do what was asked of it.';

/** Failures that tell of the server's state rather than of what was asked. */
const LOGGED: ReadonlySet<Failure['code']> = new Set([
  'DISK_FULL',
  'STORE_BUSY',
  'STORE_DAMAGED',
  'STORE_UNREACHABLE',
  'TIMED_OUT',
]);

/** What changed since it was last looked at is looked at again, so that plans and row counts hold. */
function analyze(writer: Writer, places: Places): Promise<Result<void>> {
  return writer.write(
    async (transaction) => {
      const schemas = places.schemas.map((schema) => `'${schema}'`).join(', ');
      const changed = await transaction.run(
        plain(`select format('analyze %I.%I', schemaname, relname) from pg_stat_user_tables
          where schemaname in (${schemas})
            and n_mod_since_analyze > 0.05 * greatest(n_live_tup, 1) and pg_has_role(
              (select relowner from pg_class c where c.oid = relid), 'usage')`),
      );
      if (!changed.ok) return changed;
      for (const [sql] of changed.value.rows) {
        const done = await transaction.run(plain(String(sql)));
        if (!done.ok) return done;
      }
      return ok(undefined);
    },
    { priority: 'background' },
  );
}
