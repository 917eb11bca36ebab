import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openStore } from './sqliteFolder.ts';
import { must } from './store/bench.ts';

const CHILDREN = `/proc/${process.pid}/task/${process.pid}/children`;

it('what a terminal sends to every process of a program ends no writer of it', async () => {
  if (!existsSync(CHILDREN)) {
    process.stdout.write('This system does not tell the children of a process: not looked at here.\n');
    return;
  }
  const before = new Set(children());
  const { store, remove } = await openStore();
  try {
    must(await store.query('select 1'));
    const lanes = children().filter((pid) => !before.has(pid));
    expect(lanes.length).toBeGreaterThan(0);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      for (const pid of lanes) process.kill(pid, signal);
    const made = await store.write(async (session) => session.execute('create table "raw.kept" (a integer)'));
    expect(made.ok).toBe(true);
    expect(children().filter((pid) => !before.has(pid))).toEqual(lanes);
  } finally {
    await store.close();
    await remove();
  }
});

function children(): number[] {
  return readFileSync(CHILDREN, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}
