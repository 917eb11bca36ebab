import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import type { Column } from '../../shared/domain/column.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import type { Benchmark } from './benchmark.ts';
import { purchasesFile, purchasesRows } from './purchases.ts';

const NAME = relationName('raw', 'purchases');
const COLUMNS: readonly Column[] = [
  { name: 'ordered_on', type: { kind: 'day' }, nullable: true },
  { name: 'price', type: { kind: 'decimal', scale: 2 }, nullable: true },
  { name: 'quantity', type: { kind: 'integer' }, nullable: true },
  ...['state', 'title', 'product', 'category', 'survey'].map(
    (name): Column => ({ name, type: { kind: 'text' }, nullable: true }),
  ),
];
const MAKER = new URL('./makers/readyRows.ts', import.meta.url).href;

/** The purchases as COPY itself would write them, made once on a machine. */
async function readyFile(rows: number): Promise<string> {
  const source = purchasesFile(rows);
  const path = source.replace(/csv$/, 'copy');
  if (existsSync(path)) return path;
  const half = `${path}.${process.pid}`;
  await pipeline(
    createReadStream(source),
    parse({ from_line: 2 }),
    async function* (records: AsyncIterable<string[]>) {
      for await (const [day = '', price = '', quantity = '', ...texts] of records)
        yield `${[day, price.replace('.', ''), Number(quantity), ...texts].join('\t')}\n`;
    },
    createWriteStream(half),
  );
  renameSync(half, path);
  return path;
}

const copy: Benchmark = {
  name: '1.85 M × 8 into Postgres',
  unit: 's',
  repeats: 3,
  aim: { ratio: 1.2 },
  async open(smoke) {
    const rows = purchasesRows(smoke);
    const file = await readyFile(rows);
    const told = spawnSync('psql', ['--version'], { encoding: 'utf8' });
    const server = await startPostgres();
    const connection = await server.database();
    const store = must(await openPostgresStore({ connection, log: quietLog() }));
    must(await store.write((session) => session.createTable({ name: NAME, columns: COLUMNS })));
    const emptied = () => server.query(connection.database, 'truncate raw.purchases; checkpoint');
    const filled = async () => {
      const found = must(await store.exactRows(NAME));
      if (found !== rows) throw new Error(`${found} rows came in instead of ${rows}.`);
    };
    const timed = async (work: () => unknown): Promise<number> => {
      await emptied();
      const began = performance.now();
      await work();
      const seconds = (performance.now() - began) / 1000;
      await filled();
      return seconds;
    };
    const ours = {
      label: 'insertFrom',
      run: () =>
        timed(async () => {
          const names = COLUMNS.map(({ name }) => name);
          must(
            await store.write((session) => session.insertFrom(NAME, names, { module: MAKER, input: file })),
          );
        }),
    };
    const close = async () => {
      await store.close();
      await server.stop();
    };
    if (told.status !== 0) {
      console.error('– the peer of “into Postgres”, the psql program, is not on this machine');
      return { ours, close };
    }
    const peer = {
      label: 'psql \\copy of a ready file',
      version: told.stdout.trim().replace(/^\D*/, ''),
      run: () =>
        timed(() => {
          const { host, port, user, database } = connection;
          const done = spawnSync(
            'psql',
            [
              '-qX',
              '-h',
              host,
              '-p',
              String(port),
              '-U',
              user,
              '-c',
              `\\copy raw.purchases from '${file}'`,
              database,
            ],
            { env: { ...process.env, PGPASSWORD: connection.password?.reveal() ?? '' }, encoding: 'utf8' },
          );
          if (done.status !== 0) throw new Error(`psql ended with ${done.status}: ${done.stderr}`);
        }),
    };
    return { ours, peer, close };
  },
};

export const benchmarks: readonly Benchmark[] = [copy];
