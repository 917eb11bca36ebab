import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StandIn } from './standIn.ts';
import { call, openYard, quit, soon, type Yard } from './yard.ts';

// SQLite in the processes of Electron's own kind, over the stand-in: the built bundle starts its built workers.

const ENDLESS = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n';

let yard: Yard;
let program: StandIn;
beforeAll(async () => {
  yard = await openYard();
  program = await yard.boot({ home: join(yard.folder, 'home') });
  await call(program, 'workspace', 'create', {
    path: join(yard.folder, 'shop'),
    name: 'Corner shop',
    template: 'blank',
    zone: 'America/New_York',
    currency: 'USD',
  });
}, 180_000);
afterAll(() => yard.clear());

const counted = () =>
  call(program, 'warehouse', 'console', { sql: 'select count(*), max(paid) from raw.orders' });
const ALL = { value: { rows: [['5000', '9007199254740993']] } };
const busyWithFiles = ({ script, ending }: { script: string; ending: string | null }) =>
  basename(script) === 'fileWorker.js' && ending === null;
const ended = async () =>
  (await program.call('utilities')).flatMap(({ ending }) => (ending === null ? [] : [ending]));

it('loads a file through them, and answers from them', async () => {
  const path = join(yard.folder, 'orders.csv');
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at + 1},9007199254740993,café ’${at}`);
  writeFileSync(path, ['order,paid,item', ...lines].join('\n'));
  const wish = {
    paths: [path],
    relation: 'raw.orders',
    columns: [{ from: 'paid', type: { kind: 'integer' } }],
  };
  expect(await call(program, 'files', 'load', wish)).toMatchObject({ value: { job: expect.anything() } });
  await soon(() => call(program, 'files', 'runs')).toMatchObject({
    value: [{ outcome: { rows: 5_000, rejected: 0 }, failure: null }],
  });
  expect(await counted()).toMatchObject(ALL);
  await call(program, 'warehouse', 'backup');
  await soon(() => call(program, 'warehouse', 'backups')).toMatchObject({ value: [{ kept: 'daily' }] });
  const scripts = (await program.call('utilities')).map(({ script }) => basename(script));
  expect(new Set(scripts)).toEqual(new Set(['sqliteWorker.js', 'fileWorker.js']));
}, 60_000);

it('kills one in the midst of a statement without end, and goes on in another', async () => {
  // The one that checked the backup stays a moment for the next of its kind.
  await soon(async () => (await program.call('utilities')).filter(busyWithFiles)).toEqual([]);
  const before = await ended();
  const statement = { sql: ENDLESS, timeoutMs: 500 };
  expect(await call(program, 'warehouse', 'console', statement)).toEqual({ code: 'TIMED_OUT' });
  expect(await ended()).toEqual([...before, 'SIGKILL']);
  expect(await counted()).toMatchObject(ALL);
}, 60_000);

it('outlives the death of all of them', async () => {
  await program.call('killUtilities');
  await soon(counted).toMatchObject(ALL);
}, 60_000);

it('leaves none behind when it quits', async () => {
  const running = (await program.call('utilities')).flatMap(({ pid }) => pid ?? []);
  expect(running).not.toEqual([]);
  expect(await quit(program)).toBe(0);
  for (const pid of running) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
