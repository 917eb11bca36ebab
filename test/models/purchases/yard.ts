import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type DemoWish,
  writeDemoFiles,
  writeLaterOrders,
} from '../../../main/app/demo/amazonPurchases/demoFiles.ts';
import { loadDemo } from '../../../main/app/demo/amazonPurchases/loadDemo.ts';
import { createModelling } from '../../../main/app/models/createModelling.ts';
import type { BuildOptions, Modelling } from '../../../main/app/models/modelling.ts';
import type { BuildReport } from '../../../main/models/build/request.ts';
import type { Cell } from '../../../main/warehouse/builds.ts';
import type { PostgresConnection } from '../../../main/warehouse/postgres/connection.ts';
import { readTemplate } from '../../../main/workspace/templates.ts';
import { NewWorkspace } from '../../../shared/contract/workspace.ts';
import { must } from '../../warehouse/store/bench.ts';
import { type Opened, openEngine } from '../build/shop.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
export const WORK = { signal: new AbortController().signal, report: () => undefined };

/** A workspace of the template with demo data, over a warehouse of its own. */
export interface Yard {
  readonly folder: string;
  readonly opened: Opened;
  readonly modelling: Modelling;
  /** Loads the demo files. */
  load(files: string): Promise<void>;
  loadOrders(path: string): Promise<void>;
  build(options?: Partial<BuildOptions>): Promise<BuildReport>;
  run(sql: string): Promise<readonly (readonly Cell[])[]>;
  /** Rows as texts both engines write alike, sorted. */
  rows(schema: string, name: string): Promise<{ columns: readonly string[]; rows: readonly string[] }>;
  close(): Promise<void>;
}

export async function openYard(
  connection?: PostgresConnection,
  template = 'amazon-purchases',
): Promise<Yard> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-yard-')));
  const wish = NewWorkspace.parse({
    path: folder,
    name: 'yard',
    template,
    zone: 'America/New_York',
    currency: 'USD',
  });
  for (const { file, text } of await readTemplate(join(RESOURCES, 'templates'), wish)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const data = join(folder, '.leadline');
  await mkdir(data, { recursive: true });
  const opened = await openEngine(data, connection);
  const { warehouse } = opened;
  const modelling = createModelling({
    folder,
    keptIn: data,
    macros: join(RESOURCES, 'macros'),
    warehouse,
    threads: 2,
    env: {},
    clock: () => new Date(),
    newId: () => randomUUID(),
  });
  const line = must(await warehouse.builds.line());
  return {
    folder,
    opened,
    modelling,
    async load(files) {
      const named = (name: string, relation: `raw.${string}`) => ({
        path: join(files, name),
        relation,
        rows: 0,
      });
      must(
        await loadDemo(
          warehouse,
          [
            named('amazon-purchases.csv', 'raw.amazon_purchases'),
            named('survey.csv', 'raw.survey'),
            named('fields.csv', 'raw.fields'),
            named('state-demographics.csv', 'raw.state_demographics'),
          ],
          WORK,
        ),
      );
    },
    async loadOrders(path) {
      must(await loadDemo(warehouse, [{ path, relation: 'raw.amazon_purchases', rows: 0 }], WORK));
    },
    async build(options = {}) {
      return must(await modelling.build({ command: 'build', selection: {}, ...options }, WORK));
    },
    async run(sql) {
      return must(await line.run(sql, { limit: 10_000_000 })).rows;
    },
    async rows(schema, name) {
      const answer = must(
        await line.run(`select * from ${opened.name(schema, name)}`, { limit: 10_000_000 }),
      );
      return {
        columns: answer.columns.map((column) => column.name),
        rows: answer.rows.map((row) => row.map(shown).join(' | ')).sort(),
      };
    },
    async close() {
      await line.close();
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** SQLite has no booleans, and calls a double with no fraction a whole number's text. */
function shown(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return String(cell);
}

/** Files of the demo and, beside them, the orders of the month after. */
export async function makeFiles(wish: DemoWish, later: number): Promise<{ folder: string; later: string }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-demo-')));
  must(await writeDemoFiles(folder, wish, WORK));
  const path = join(folder, 'later', 'amazon-purchases.csv');
  must(await writeLaterOrders(path, wish, later, WORK));
  return { folder, later: path };
}
