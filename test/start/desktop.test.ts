import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDesktop, withoutDesktop } from '../../resources/build/start/desktop.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-desktop-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Node stands in for the runtime: what matters here is how a program starts and ends, not what it shows. */
async function run(script: string, startsWithin = 3_000, env: NodeJS.ProcessEnv = process.env) {
  const file = join(folder, 'program.mjs');
  await writeFile(file, script);
  return runDesktop({ program: process.execPath, args: [file], cwd: folder, env, startsWithin });
}

it('hands on the code of a desktop that ran', async () => {
  expect(await run('process.exit(0)')).toEqual({ kind: 'ended', code: 0 });
  expect(await run('setTimeout(() => process.exit(3), 300)', 50)).toEqual({ kind: 'ended', code: 3 });
});

it('tells a runtime that fails at once from a desktop that ended', async () => {
  expect(await run('process.exit(127)')).toEqual({ kind: 'unstartable', why: 'it ended with code 127' });
  const killed = await run('process.kill(process.pid, "SIGTRAP"); setInterval(() => {}, 1000)');
  expect(killed).toMatchObject({ kind: 'unstartable' });
});

it('says what the system says about a program that is none', async () => {
  const program = join(folder, 'no-program');
  await writeFile(program, 'just text');
  await chmod(program, 0o644);
  const end = await runDesktop({ program, args: [], cwd: folder, env: process.env, startsWithin: 3_000 });
  expect(end).toEqual({ kind: 'unstartable', why: expect.stringContaining('EACCES') });
});

it('never lets the runtime behave as a plain Node', async () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const end = await run('process.exit(process.env.ELECTRON_RUN_AS_NODE ? 9 : 0)', 0, env);
  expect(end).toEqual({ kind: 'ended', code: 0 });
});

it('expects no desktop on a Linux without a screen or as root, and one everywhere else', () => {
  expect(withoutDesktop({}, 'linux', 1000)).toMatch(/no screen/);
  expect(withoutDesktop({ DISPLAY: ':0' }, 'linux', 0)).toMatch(/root/);
  expect(withoutDesktop({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000)).toBeNull();
  expect(withoutDesktop({}, 'darwin', 501)).toBeNull();
  expect(withoutDesktop({}, 'win32', -1)).toBeNull();
});
