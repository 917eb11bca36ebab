import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../../resources/build/bundles/modes.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-start-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  readonly ended: Promise<number | null>;
}

function start(...args: string[]): Run {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'resources/build/start.ts'), ...args], {
    env: { ...env, LEADLINE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, out: () => said.out, err: () => said.err, ended };
}

it('shows its help, and ends a wrong use with 2 and what was wrong', async () => {
  const help = start('--help');
  expect(await help.ended).toBe(0);
  expect(help.out()).toMatch(/--browser[\s\S]*--workspace DIR/);
  const wrong = start('--brwoser');
  expect(await wrong.ended).toBe(2);
  expect(wrong.err()).toMatch(/--brwoser[\s\S]*Use: npm start/);
});

it('serves to a browser when asked, without an excuse, and ends with Ctrl-C', async () => {
  const run = start('--browser');
  await expect.poll(run.out, { timeout: 20_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
  const link = /http:\S+/.exec(run.out())?.[0] ?? '';
  const page = await fetch(link, { redirect: 'manual' });
  expect(page.status).toBe(303);
  expect(run.err()).not.toMatch(/instead/);
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(0);
});

it('says in one line that there is no screen, and serves to a browser instead', async () => {
  if (process.platform !== 'linux') {
    process.stdout.write('Not tried here: only Linux runs without a screen.\n');
    return;
  }
  const run = start();
  await expect.poll(run.out, { timeout: 20_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
  const lines = run.err().split('\n');
  expect(lines.filter((line) => /no screen/.test(line))).toHaveLength(1);
  expect(run.err()).not.toMatch(/Fetching/);
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
});
