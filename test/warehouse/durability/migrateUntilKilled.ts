import { join } from 'node:path';
import { migrate } from '../../../main/warehouse/migrations/migrate.ts';
import { openSqliteStore } from '../../../main/warehouse/sqlite/openSqliteStore.ts';
import type { Store } from '../../../main/warehouse/store.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { AFTER } from './migrationsToTry.ts';

/** Migrates, and dies at the given point: before or after a statement of a transaction, or right after a commit. */
const [folder = '', point = ''] = process.argv.slice(2);
let passed = 0;

function pass(): void {
  passed += 1;
  if (passed === Number(point)) process.kill(process.pid, 'SIGKILL');
}

const opened = await openSqliteStore({ file: join(folder, 'warehouse.db'), log: quietLog(), readers: 1 });
if (!opened.ok) throw new Error(opened.failure.message);
const inner = opened.value;
const store: Pick<Store, 'engine' | 'query' | 'write'> = {
  engine: inner.engine,
  query: inner.query,
  async write(work, options) {
    const done = await inner.write(
      (session) =>
        work({
          ...session,
          async execute(sql, params) {
            pass();
            const answer = await session.execute(sql, params);
            pass();
            return answer;
          },
        }),
      options,
    );
    pass();
    return done;
  },
};
const done = await migrate({
  store,
  migrations: AFTER,
  clock: () => new Date(),
  backup: async () => ok(null),
});
process.stdout.write(done.ok ? `migrated past ${passed} points\n` : `${done.failure.code}\n`);
await inner.close();
