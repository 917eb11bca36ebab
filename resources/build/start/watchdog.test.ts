import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runWatched } from './watchdog.ts';

const watch = (script: string, more: { stillFor: number; signal?: AbortSignal }) =>
  runWatched({
    command: process.execPath,
    args: ['-e', script],
    cwd: import.meta.dirname,
    env: process.env,
    measure: () => 0,
    onGrowth: () => undefined,
    ...more,
  });

it('hands back the code and the last words of a child that ended', async () => {
  expect(await watch('console.error("no room"); process.exitCode = 4', { stillFor: 10_000 })).toEqual({
    kind: 'exited',
    code: 4,
    output: 'no room\n',
  });
});

it('takes words for progress', async () => {
  const script =
    'let n = 0; const t = setInterval(() => { console.log(n); if (++n > 6) clearInterval(t) }, 200)';
  expect(await watch(script, { stillFor: 800 })).toMatchObject({ kind: 'exited', code: 0 });
});

it('ends a silent child with all that it started', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-watchdog-'));
  const file = JSON.stringify(join(folder, 'pids'));
  const script = `
    const forever = 'setInterval(() => {}, 1000)';
    const child = require('child_process').spawn(process.execPath, ['-e', forever], { stdio: 'inherit' });
    require('fs').writeFileSync(${file}, process.pid + ' ' + child.pid);
    setInterval(() => {}, 1000);`;
  expect(await watch(script, { stillFor: 1_500 })).toEqual({ kind: 'still' });
  const pids = (await readFile(join(folder, 'pids'), 'utf8')).split(' ').map(Number);
  await rm(folder, { recursive: true });
  expect(pids).toHaveLength(2);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

/** An ended process that nobody has asked about yet still has its number: it counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
