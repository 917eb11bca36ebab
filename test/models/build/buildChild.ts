import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from '../../../main/log/log.ts';
import { runBuild } from '../../../main/models/build/runBuild.ts';
import { readBuiltInMacros } from '../../../main/models/compile/builtInMacros.ts';
import { readProject } from '../../../main/models/project/readProject.ts';
import type { Builds } from '../../../main/warehouse/builds.ts';
import { createWarehouse } from '../../../main/warehouse/createWarehouse.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import { startThreadLane } from '../../../main/warehouse/sqlite/threadLane.ts';
import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';

/** What the parent asks for, as JSON on stdin. */
export interface ChildOrder {
  readonly folder: string;
  readonly project: string;
  readonly macros: string;
  readonly connection?: Omit<PostgresConnection, 'password'> & { readonly password: string };
  /** As the app runs it, SQLite lies in processes that must die with this one; in threads a child starts sooner. */
  readonly lane: 'thread' | 'process';
  readonly version: number;
  readonly dieAt: string | null;
}

/** What it answers, a line each: what it found when it came, then what it met, then what it leaves. */
export type ChildLine =
  | { readonly found: Sight }
  | { readonly met: string }
  | { readonly left: Sight; readonly success: boolean; readonly published: number };

export interface Sight {
  /** The version each relation shows; null where there is none. */
  readonly versions: Readonly<Record<string, number | null>>;
  /** The builds that the record of states names, each once. */
  readonly states: readonly string[];
  /** Builds and how they ended, oldest first. */
  readonly builds: readonly string[];
  readonly candidates: number;
}

const RELATIONS = ['items', 'stg', 'base', 'parts', 'total', 'over', 'latest'] as const;

const order: ChildOrder = JSON.parse(readFileSync(0, 'utf8'));
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: () => '',
  scope: () => silent,
};
const say = (line: ChildLine) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const meet = (point: string) => {
  say({ met: point });
  if (point === order.dieAt) process.kill(process.pid, 'SIGKILL');
};

const { connection } = order;
const engine = connection === undefined ? 'sqlite' : 'postgres';
const warehouse = must(
  await createWarehouse({
    workspace: order.folder,
    dataFolder: order.folder,
    config: { warehouse: engine === 'sqlite' ? { engine } : { engine, connection: 'shop' } },
    log: silent,
    clock: () => new Date(),
    random: randomBytes,
    connectionOf: async () =>
      connection === undefined
        ? fail('SECRET_NOT_FOUND', { message: 'There is none.', next: 'Add it.' })
        : ok({ ...connection, password: new Secret(connection.password) }),
    ...(order.lane === 'thread' && { start: startThreadLane }),
  }),
);
if (warehouse.opened.checked === 'damaged, salvaged') throw new Error('The warehouse was damaged.');
say({ found: await look() });

const read = await readProject(order.project, {
  target: { name: 'dev', schema: 'core', database: warehouse.builds.database, type: engine },
  vars: { version: BigInt(order.version) },
  builtInMacros: await readBuiltInMacros(order.macros, engine),
});
if (!read.ok) throw new Error(read.problems.map((one) => one.message).join('\n'));
const builds: Builds = {
  ...warehouse.builds,
  async publish(publication) {
    const done = await warehouse.builds.publish({
      ...publication,
      async also(session) {
        meet('in the publication, before the record');
        const recorded = (await publication.also?.(session)) ?? ok(undefined);
        meet('in the publication, after the record');
        // The commit is under way then: nobody can say beforehand which side of it the kill falls on.
        const soon = /^(\d+) ms after the record$/.exec(order.dieAt ?? '')?.[1];
        if (soon !== undefined) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(soon));
        return recorded;
      },
    });
    meet('published');
    return done;
  },
};
const built = must(
  await runBuild({
    project: read.project,
    builds,
    store: warehouse.store,
    command: 'build',
    selection: {},
    fullRefresh: false,
    failFast: false,
    storeFailures: false,
    warnError: false,
    threads: 2,
    publish: 'together',
    scope: 'all',
    clock: () => new Date(),
    id: `build ${order.version}`,
    work: { signal: new AbortController().signal, report: () => undefined },
    events: {
      started: (id) => meet(`started ${id}`),
      finished: ({ id }) => meet(`finished ${id}`),
      publishing: () => meet('publishing'),
    },
  }),
);
say({ left: await look(), success: built.success, published: built.published.length });
await warehouse.close();

/** As any reader would, on the readers' side of the store. */
async function look(): Promise<Sight> {
  const { store } = warehouse;
  const internal = (name: string) => (engine === 'sqlite' ? `"_leadline_${name}"` : `"_leadline"."${name}"`);
  const column = async (sql: string) => must(await store.query(sql)).rows.map(([one]) => String(one));
  const versions: Record<string, number | null> = {};
  for (const name of RELATIONS) {
    const written = warehouse.builds.written({ database: '', schema: 'core', identifier: name });
    const seen = await store.query(`select min("version"), max("version") from ${written}`);
    if (seen.ok) {
      const [least, most] = seen.value.rows[0] ?? [];
      versions[name] = least === most ? Number(least) : Number.NaN;
    } else if (order.version === 1 && seen.failure.code === 'SQL_FAILED') versions[name] = null;
    else throw new Error(`${name}: ${seen.failure.message}`);
  }
  const all = must(await line().then((one) => one.relations(['_candidates'])));
  return {
    versions,
    states: await column(`select distinct "build" from ${internal('node_states')} order by 1`),
    builds: await column(`select "id" || ': ' || "status" from ${internal('builds')} order by "started_at"`),
    candidates: all.length,
  };
}

async function line() {
  const opened = must(await warehouse.builds.line());
  return {
    async relations(schemas: readonly string[]) {
      const found = await opened.relations(schemas);
      await opened.close();
      return found;
    },
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}
