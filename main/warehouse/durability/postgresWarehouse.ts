import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { runConsole } from '../console/runConsole.ts';
import type { WarehouseOptions } from '../createWarehouse.ts';
import { createLoads } from '../loads/createLoads.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { openPostgresStore, type PostgresStore } from '../postgres/openPostgresStore.ts';
import type { Warehouse } from '../warehouse.ts';
import { verifyAgainstLedger } from './verifyFile.ts';

type Options = WarehouseOptions & { readonly migrations: readonly Migration[] };

/** A warehouse in somebody's Postgres, whose pages, logs and backups are that server's own business. */
export async function openPostgresWarehouse(
  options: Options,
  connection: string,
): Promise<Result<Warehouse>> {
  const found = await options.connectionOf(connection);
  if (!found.ok) return found;
  const opened = await openPostgresStore({ connection: found.value, log: options.log });
  if (!opened.ok) return opened;
  const ready = await makeReady(options, opened.value, connection);
  if (!ready.ok) await opened.value.close();
  return ready;
}

async function makeReady(
  options: Options,
  store: PostgresStore,
  connection: string,
): Promise<Result<Warehouse>> {
  const { migrations, clock, random, log } = options;
  // A server's own transactions hold a step together, and its own backups what came before.
  const migrated = await migrate({ store, migrations, clock, backup: async () => ok(undefined) });
  if (!migrated.ok) return migrated;
  const loads = await createLoads({ store, clock, random, log });
  if (!loads.ok) return loads;
  // Others share it, and none of their ends shows here: what is whole there is the server's promise.
  const swept = await loads.value.sweep({ thorough: false });
  if (!swept.ok) return swept;
  const notOurs = async () => ({ ok: false as const, failure: serversOwn(connection) });
  return ok({
    store,
    loads: loads.value,
    builds: store.builds,
    opened: {
      migratedFrom: migrated.value.from,
      checked: 'clean exit',
      extractAgain: [],
      sweptRows: swept.value.rows,
      warnings: migrated.value.warnings,
    },
    backup: notOurs,
    backups: notOurs,
    restore: notOurs,
    rehearseRestore: notOurs,
    verify: (work) => verifyAgainstLedger(store, work),
    console: (request) => runConsole(store, request, () => performance.now()),
    close: () => store.close(),
  });
}

function serversOwn(connection: string): Failure {
  return fail('BAD_INPUT', {
    message: `This warehouse lies in the Postgres “${connection}”, which is backed up by whoever runs it, not by Leadline.`,
    next: 'Ask whoever runs that server for its backups, or run pg_dump yourself.',
    subject: connection,
  }).failure;
}
