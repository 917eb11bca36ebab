import { afterAll, beforeAll } from 'vitest';
import type { BuildLine } from '../../main/warehouse/builds.ts';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { days } from './functions/days.ts';
import { numbers } from './functions/numbers.ts';
import { patterns } from './functions/patterns.ts';
import { texts } from './functions/texts.ts';
import { startPostgres } from './postgresServer.ts';
import { openStore } from './sqliteFolder.ts';
import { must } from './store/bench.ts';

/** What a real Postgres answers is what the functions on SQLite must, in the writer's library and in the readers'. */
let lines: { there: BuildLine; here: BuildLine } | undefined;
let closing: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  const server = await startPostgres();
  const store = must(await openPostgresStore({ connection: await server.database(), log: quietLog() }));
  const sqlite = await openStore();
  const [there, here] = [must(await store.builds.line()), must(await sqlite.store.builds.line())];
  lines = { there, here };
  closing = async () => {
    await Promise.all([there.close(), here.close()]);
    await Promise.all([store.close(), sqlite.store.close()]);
    await Promise.all([server.stop(), sqlite.remove()]);
  };
}, 60_000);

afterAll(() => closing());

function open() {
  if (lines === undefined) throw new Error('They are open only while tests run.');
  return lines;
}

const engines = {
  get there() {
    return open().there;
  },
  get here() {
    return open().here;
  },
};

texts(engines);
patterns(engines);
days(engines);
numbers(engines);
