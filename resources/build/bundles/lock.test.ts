import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdLock } from './lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one in at a time, each in its turn, and leaves nothing', async () => {
  let inside = 0;
  let most = 0;
  const visit = () =>
    holdLock(folder, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(20);
      inside -= 1;
      return 'done';
    });
  expect(await Promise.all([visit(), visit(), visit()])).toEqual(['done', 'done', 'done']);
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

it('is free again after work that threw', async () => {
  await expect(holdLock(folder, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  expect(await holdLock(folder, async () => 'next')).toBe('next');
});

it('is taken over from an owner that died, by one taker only', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(folder, '.building'));
  writeFileSync(join(folder, '.building', `${dead}-abcdef`), '');
  let most = 0;
  let inside = 0;
  const take = () =>
    holdLock(folder, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(20);
      inside -= 1;
    });
  await Promise.all([take(), take(), take()]);
  expect(most).toBe(1);
});

it('is never taken from an owner that lives', async () => {
  mkdirSync(join(folder, '.building'));
  writeFileSync(join(folder, '.building', `${process.pid}-abcdef`), '');
  const waiting = holdLock(folder, async () => 'in').then(() => 'in');
  expect(await Promise.race([waiting, pause(300, 'still waiting')])).toBe('still waiting');
  await rm(join(folder, '.building'), { recursive: true });
  expect(await waiting).toBe('in');
});

it('is taken from an owner older than any build', async () => {
  const file = join(folder, '.building', `${process.pid}-abcdef`);
  mkdirSync(join(folder, '.building'));
  writeFileSync(file, '');
  const then = new Date(Date.now() - 6 * 60_000);
  utimesSync(file, then, then);
  expect(await holdLock(folder, async () => 'in')).toBe('in');
});
