import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepForSweep } from '../leftovers.ts';
import { leadlineHere } from './leadline.ts';

const LONG = 60_000;
const DAILY = `title: Every morning
schedule: { cron: "0 6 * * *", zone: Europe/Paris }
params:
  shops: { type: list, default: [north] }
steps:
  - name: orders
    load: files/*.csv
    into: raw.orders
  - name: checked
    after: [orders]
    command: tables
  - name: each
    after: [orders]
    trigger: none_failed
    map: \${{ params.shops }}
    sql: insert into core.seen select ?
    values: ["\${{ item }}"]
    retries: 1
`;

let folder: string;
let shop: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-pipelines-'));
  shop = join(folder, 'shop');
  expect((await leadline(['init', shop])).code).toBe(0);
  await writeFile(join(shop, 'pipelines', 'daily.yml'), DAILY);
  await writeFile(join(shop, 'pipelines', 'loop.yml'), 'steps: [{ name: a, sql: select 1, after: [a] }]\n');
});
afterAll(async () => {
  keepForSweep(folder);
  await rm(folder, { recursive: true, force: true });
});

function leadline(args: readonly string[]) {
  return leadlineHere(join(folder, 'home'), args);
}
async function run(...args: string[]) {
  const ended = await leadline([...args, '--workspace', shop]);
  return { ...ended, data: args.includes('--json') && ended.out !== '' ? JSON.parse(ended.out) : undefined };
}

it(
  'runs a pipeline with its params, keeps it on record with what each step said, and takes it up from what failed',
  async () => {
    const none = await run('runs');
    expect(none.out).toContain('No run is on record');
    const failed = await run('run', 'daily', '--param', 'shops=north,south', '--json');
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('orders skipped: There is no file for files/*.csv yet.');
    expect(failed.data).toMatchObject({
      status: 'failed',
      kind: 'manual',
      params: { shops: ['north', 'south'] },
    });
    const { id } = failed.data;

    const { data: listed } = await run('runs', 'daily', '--status', 'failed,running', '--json');
    expect(listed.map((one: { id: string }) => one.id)).toEqual([id]);
    const logs = await run('logs', 'last', 'each', '--item', '1');
    expect(logs.out).toContain('no such table');
    expect((await run('logs', 'last', 'nowhere')).err).toContain('Its steps are: orders, checked, each.');

    expect((await run('sql', 'select 1')).code).toBe(0);
    await writeFile(
      join(shop, 'pipelines', 'make.yml'),
      'steps: [{ name: a, sql: create table core.seen (shop text) }]\n',
    );
    expect((await run('run', 'make')).code).toBe(0);
    const again = await run('scheduler', 'retry', id, '--json');
    expect(again.code, again.err).toBe(0);
    expect(again.data).toMatchObject({ id, status: 'succeeded', round: 1 });
    const { data: seen } = await run('sql', 'select shop from core.seen order by shop', '--json');
    expect(seen.rows).toEqual([['north'], ['south']]);
  },
  LONG,
);

it(
  'says what is due, switches schedules, and fills in the past after a dry run',
  async () => {
    const { data: next } = await run('next', 'daily', '--count', '3', '--json');
    expect(next[0]).toMatchObject({ pipeline: 'daily', on: 'off', words: expect.stringContaining('06:00') });
    const hours = next[0].next.map(
      ({ local }: { local: string }) => /(\d\d:\d\d) Europe\/Paris$/.exec(local)?.[1],
    );
    expect(hours).toEqual(['06:00', '06:00', '06:00']);
    expect((await run('scheduler', 'on', 'daily')).out).toContain('daily is switched on. Next: ');
    expect((await run('next', '--json')).data[0].on).toBe('on');
    expect((await run('scheduler', 'off', 'daily')).code).toBe(0);

    const range = ['--from', '2026-03-28', '--to', '2026-03-30'];
    const { data: plan } = await run('backfill', 'daily', ...range, '--dry-run', '--json');
    expect(plan.map(({ interval }: { interval: { from: string } }) => interval.from)).toEqual([
      // The clocks went forward in the night of the 29th.
      '2026-03-28T05:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
      '2026-03-30T04:00:00.000Z',
    ]);
    const filled = await run('backfill', 'daily', ...range);
    expect(filled.out, filled.err).toContain('3 runs: 3 succeeded, 0 failed, 0 cancelled.');
    const { data: once } = await run('backfill', 'daily', ...range, '--dry-run', '--json');
    expect(once.map(({ does }: { does: string }) => does)).toEqual(['pass over', 'pass over', 'pass over']);
  },
  LONG,
);

it(
  'refuses what can’t be, and says why and what to do',
  async () => {
    const loop = await run('run', 'loop');
    expect(loop.code).toBe(1);
    expect(loop.err).toContain('pipelines/loop.yml:1:');
    expect((await run('run', 'nobody')).err).toContain('There are: daily, loop');
    expect((await run('run', 'daily', '--param', 'shop=x')).err).toContain('shops');
    expect((await run('runs', '--status', 'bogus')).code).toBe(2);
    expect((await run('logs', 'nothere')).err).toContain('See them with: runs.');
    expect((await run('logs', 'last', '--follow')).code).toBe(2);
    expect((await run('backfill', 'daily', '--from', '2026-03-28')).err).toContain('--to is missing');
    expect((await run('backfill', 'daily', '--from', '2026-03-28', '--to', '2026-03-01')).code).toBe(2);
    expect((await run('scheduler', 'dance', 'daily')).code).toBe(2);
    expect((await run('scheduler', 'give-up', 'nothere')).err).toContain('There is no run nothere');
    expect((await run('next', 'nobody')).err).toContain('There is no pipeline "nobody"');
  },
  LONG,
);
