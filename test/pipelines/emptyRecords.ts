import type { SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { Records } from '../../main/pipelines/records/records.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { ok } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';
import { sessionOf } from './runsOnRecord.ts';

const TABLES = ['sessions', 'schedules', 'slots', 'definitions', 'runs', 'tasks', 'tries', 'backfills'];

export const A = 'a' as SessionId;
export const never = () => false;

/** Records of nothing yet, in a store that many tests share. */
export async function emptied(store: Store): Promise<Records> {
  must(
    await migrate({ store, migrations: MIGRATIONS, clock: () => new Date(0), backup: async () => ok(null) }),
  );
  must(
    await store.write(async (session) => {
      for (const table of ['scheduler', ...TABLES.map((one) => `pipeline_${one}`)])
        must(await session.execute(`delete from ${internalTable(store, table)}`));
      return ok(null);
    }),
  );
  return createRecords(store);
}

/** The same, with the session `a` as the scheduler. */
export async function begun(store: Store): Promise<Records> {
  const records = await emptied(store);
  must(await records.begin(sessionOf('a'), never));
  return records;
}
