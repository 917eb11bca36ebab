import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runDaily } from '../../main/app/demo/runDaily.ts';
import { localClient } from '../../main/rpc/attach.ts';
import type { PostgresConnection } from '../../main/warehouse/postgres/connection.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { LoadWish } from '../../shared/contract/files.ts';
import { SecretName } from '../../shared/contract/vault.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import type { JobId } from '../../shared/domain/job.ts';
import { openTestWorkbench, type TestWorkbench } from '../contract/workbench.ts';
import { WORK } from '../models/purchases/yard.ts';
import { must } from '../warehouse/store/bench.ts';

/** Tables of RAW as the demo brings them, each with its columns. */
const COLUMNS = {
  signals: 'day,platform,trend,metric,value',
  outcomes: 'day,product,units,revenue_minor,sessions,in_stock',
  trends: 'trend,label,category,hashtags,first_day',
  products: 'product,title,tags,brand,price_minor,currency,valid_from',
  links: 'trend,product,affiliation',
} as const;
export type Table = keyof typeof COLUMNS;

/** A workspace of the template with few data of a test's own, asked as a window asks. */
export interface Shop {
  readonly client: Client;
  readonly path: string;
  readonly opened: TestWorkbench;
  /** In place of what was there. */
  bring(table: Table, lines: readonly string[]): Promise<void>;
  /** The pipeline daily without sources; answers its status. */
  day(): Promise<string>;
  ended(job: JobId): Promise<{ readonly status: string; readonly message: string }>;
  close(): Promise<void>;
}

/** On SQLite unless a connection is given. */
export async function openShop(zone = 'Europe/Berlin', connection?: PostgresConnection): Promise<Shop> {
  const opened = await openTestWorkbench();
  const client = localClient(opened.workbench);
  const path = join(opened.folder, 'shop');
  const wish = { path, name: 'Shop', template: 'social-to-sales', zone, currency: 'EUR' };
  await client.workspace.create(NewWorkspace.parse(wish));
  if (connection !== undefined) await moveTo(connection);

  async function moveTo({ host, port, user, password, database }: PostgresConnection) {
    const config = join(path, 'leadline.yml');
    const text = await readFile(config, 'utf8');
    await writeFile(config, text.replace('engine: sqlite', 'engine: postgres\n  connection: books'));
    await client.workspace.open({ path });
    const secret = encodeURIComponent(password?.reveal() ?? '');
    const value = `postgres://${user}:${secret}@${host}:${port}/${database}`;
    await client.vault.set({ name: SecretName.parse('books'), value });
  }

  async function ended(job: JobId) {
    for await (const jobs of await client.jobs.watch()) {
      const one = jobs.find(({ id }) => id === job);
      if (one !== undefined && one.status !== 'running' && one.status !== 'cancelling')
        return { status: one.status, message: 'message' in one ? String(one.message) : '' };
    }
    throw new Error('The jobs are not told any more.');
  }

  return {
    client,
    path,
    opened,
    ended,
    async bring(table, lines) {
      const folder = join(opened.folder, 'brought');
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${table}.csv`);
      await writeFile(file, `${[COLUMNS[table], ...lines].join('\n')}\n`);
      const wish = { paths: [file], relation: `raw.demo_${table}`, disposition: 'replace', again: true };
      const done = await ended((await client.files.load(LoadWish.parse(wish))).job);
      if (done.status !== 'done') throw new Error(`${table}: ${done.message}`);
    },
    async day() {
      const pipelines = must(await (await opened.workbench.pipelines()).opened());
      const ran = await runDaily(pipelines, WORK);
      return ran.ok ? ran.value.status : `${ran.failure.message} ${ran.failure.next}`;
    },
    close: opened.close,
  };
}
