import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leadlineHere } from '../../cli/leadline.ts';
import { randomFrom } from '../../warehouse/store/random.ts';

const CHILDREN = `/proc/${process.pid}/task/${process.pid}/children`;
const ITEMS = 16;
const BUSY = `steps:
  - name: make
    sql: create table if not exists core.busy (a integer)
    retries: { tries: 20, first: 1 second, most: 1 second }
  - name: each
    after: [make]
    map: [${Array.from({ length: ITEMS }, (_, at) => at).join(', ')}]
    at_once: 2
    retries: { tries: 20, first: 1 second, most: 1 second }
    sql: insert into core.busy with recursive n(i) as (select 1 union all select i + 1 from n where i < 700000) select max(i) from n
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-workers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a run whose warehouse loses its workers again and again ends, with every item once', async () => {
  if (!existsSync(CHILDREN)) {
    process.stdout.write('This system does not tell the children of a process: not looked at here.\n');
    return;
  }
  const home = join(folder, 'home');
  const shop = join(folder, 'shop');
  expect((await leadlineHere(home, ['init', shop])).code).toBe(0);
  await writeFile(join(shop, 'pipelines', 'busy.yml'), BUSY);
  const random = randomFrom(7);
  const before = new Set(children());
  const running = leadlineHere(home, ['run', 'busy', '--workspace', shop]);
  let killed = 0;
  // What is killed is a run, not the opening of a warehouse: its first step has a log.
  const logs = join(shop, '.leadline', 'runs');
  while (!existsSync(logs) || readdirSync(logs).length === 0) await pause(20);
  for (let rounds = 0; rounds < 12; rounds += 1) {
    await pause(150 + random() * 500);
    for (const pid of children()) {
      if (before.has(pid)) continue;
      process.kill(pid, 'SIGKILL');
      killed += 1;
    }
  }
  const ended = await running;
  expect(ended.code, ended.err).toBe(0);
  expect(killed).toBeGreaterThan(5);
  const counted = await leadlineHere(home, [
    'sql',
    'select count(*) from core.busy',
    '--json',
    '--workspace',
    shop,
  ]);
  expect(JSON.parse(counted.out).rows).toEqual([[String(ITEMS)]]);
}, 120_000);

function children(): number[] {
  return readFileSync(CHILDREN, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}
