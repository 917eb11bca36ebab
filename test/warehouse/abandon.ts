import { openSqliteStore } from '../../main/warehouse/sqlite/openSqliteStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { ENDLESS_SQL } from './endless.ts';

/** A program that begins a write which would take hours, says so, and is then killed by its parent. */
const [file = ''] = process.argv.slice(2);
const opened = await openSqliteStore({ file, log: quietLog() });
if (!opened.ok) throw new Error(opened.failure.message);
await opened.value.write(async (session) => {
  const deleted = await session.execute('delete from "raw.kept"');
  if (!deleted.ok) return deleted;
  process.stdout.write('holding\n');
  return session.execute(`create table "raw.never" as ${ENDLESS_SQL}`);
});
