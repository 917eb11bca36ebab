import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NodeResult } from '../../../main/models/build/nodeResult.ts';
import type { BuildReport, BuildRequest } from '../../../main/models/build/request.ts';
import { runBuild } from '../../../main/models/build/runBuild.ts';
import { readBuiltInMacros } from '../../../main/models/compile/builtInMacros.ts';
import type { PlainMap } from '../../../main/models/project/plain.ts';
import type { Project } from '../../../main/models/project/project.ts';
import { createProjectReader } from '../../../main/models/project/readProject.ts';
import type { Cell } from '../../../main/warehouse/builds.ts';
import { createWarehouse } from '../../../main/warehouse/createWarehouse.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import type { Engine } from '../../../main/warehouse/store.ts';
import type { Warehouse } from '../../../main/warehouse/warehouse.ts';
import { quietLog } from '../../../main/workspace/testing/quietLog.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { must } from '../../warehouse/store/bench.ts';

const MACROS = join(import.meta.dirname, '../../../resources/macros');

export interface Opened {
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  /** As SQL names a relation of this engine. */
  name(schema: string, identifier: string): string;
  close(): Promise<void>;
}

export async function openEngine(folder: string, connection?: PostgresConnection): Promise<Opened> {
  const engine: Engine = connection === undefined ? 'sqlite' : 'postgres';
  const warehouse = must(
    await createWarehouse({
      workspace: folder,
      dataFolder: folder,
      config: {
        warehouse:
          connection === undefined ? { engine: 'sqlite' } : { engine: 'postgres', connection: 'shop' },
      },
      log: quietLog(),
      clock: () => new Date(),
      random: randomBytes,
      connectionOf: async () =>
        connection === undefined
          ? fail('SECRET_NOT_FOUND', { message: 'There is none.', next: 'Add it.' })
          : ok(connection),
    }),
  );
  return {
    engine,
    warehouse,
    name: (schema, identifier) => warehouse.builds.written({ database: '', schema, identifier }),
    close: () => warehouse.close(),
  };
}

export type Files = Readonly<Record<string, string>>;

/** A project in a folder of its own, built again and again over one warehouse. */
export interface Shop {
  readonly opened: Opened;
  readonly folder: string;
  write(files: Files): Promise<void>;
  remove(path: string): Promise<void>;
  project(reading?: { vars?: PlainMap; env?: Readonly<Record<string, string>> }): Promise<Project>;
  /** A build of everything unless told otherwise, two lanes, published together. */
  build(
    more?: Partial<BuildRequest> & { vars?: PlainMap; env?: Readonly<Record<string, string>> },
  ): Promise<Result<BuildReport>>;
  built(more?: Parameters<Shop['build']>[0]): Promise<Built>;
  run(sql: string): Promise<readonly (readonly Cell[])[]>;
  /** Rows as a reader sees them, sorted; null when it sees no such relation. */
  rows(schema: string, identifier: string): Promise<readonly (readonly Cell[])[] | null>;
  kind(schema: string, identifier: string): Promise<string | null>;
  close(): Promise<void>;
}

export interface Built {
  readonly report: BuildReport;
  /** Names and how they ended, operations left out. */
  readonly statuses: Readonly<Record<string, string>>;
  result(name: string): NodeResult;
}

export async function openShop(opened: Opened, files: Files, schema: string): Promise<Shop> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-shop-')));
  const { warehouse, engine } = opened;
  const reader = createProjectReader();
  const builtInMacros = await readBuiltInMacros(MACROS, engine);
  let builds = 0;
  const line = must(await warehouse.builds.line());
  const shop: Shop = {
    opened,
    folder,
    async write(more) {
      for (const [path, text] of Object.entries(more)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
    },
    remove: (path) => rm(join(folder, path)),
    async project({ vars = {}, env = {} } = {}) {
      const read = await reader.read(folder, {
        target: { name: 'dev', schema, database: warehouse.builds.database, type: engine },
        vars,
        env,
        builtInMacros,
      });
      if (!read.ok) throw new Error(read.problems.map((one) => one.message).join('\n'));
      return read.project;
    },
    async build({ vars, env, ...more } = {}) {
      builds += 1;
      const project =
        more.project ??
        (await shop.project({
          ...(vars === undefined ? {} : { vars }),
          ...(env === undefined ? {} : { env }),
        }));
      return runBuild({
        project,
        builds: warehouse.builds,
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
        id: `${schema}-${builds}`,
        work: { signal: new AbortController().signal, report: () => undefined },
        ...more,
      });
    },
    async built(more) {
      const report = must(await shop.build(more));
      const named = new Map(report.results.map((result) => [nameOf(result), result]));
      return {
        report,
        statuses: Object.fromEntries(
          [...named].flatMap(([name, result]) =>
            result.kind === 'operation' ? [] : [[name, result.status] as const],
          ),
        ),
        result(name) {
          const found = named.get(name);
          if (found === undefined) throw new Error(`${name} has no result; there are ${[...named.keys()]}`);
          return found;
        },
      };
    },
    run: async (sql) => must(await line.run(sql)).rows,
    async rows(of, identifier) {
      const place = { database: warehouse.builds.database, schema: of, identifier };
      const found = must(await line.relation(place));
      if (found === null) return null;
      const rows = await shop.run(`select * from ${warehouse.builds.written(place)}`);
      return [...rows].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    },
    async kind(of, identifier) {
      const place = { database: warehouse.builds.database, schema: of, identifier };
      return must(await line.relation(place))?.kind ?? null;
    },
    async close() {
      await line.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await shop.write({ 'dbt_project.yml': 'name: shop\n', ...files });
  return shop;
}

/** A generic test ends in a hash, and a unit test has its model before its name. */
function nameOf({ id, kind }: NodeResult): string {
  return id.split('.')[kind === 'unit_test' ? 3 : 2] ?? id;
}
