import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exclusively } from './exclusive.ts';

let home: string;
let file: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-exclusive-'));
  file = join(home, 'vault.lock');
});

afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));

it('lets one in at a time, over several holders of one file', async () => {
  const doors = [exclusively(file), exclusively(file), exclusively(file)];
  let inside = 0;
  let most = 0;
  let total = 0;
  await Promise.all(
    doors.flatMap((door) =>
      Array.from({ length: 10 }, () =>
        door(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await sleep(2);
          inside -= 1;
          total += 1;
        }),
      ),
    ),
  );
  expect([most, total]).toEqual([1, 30]);
  expect(existsSync(file)).toBe(false);
});

it('lets the next in after work that failed', async () => {
  const door = exclusively(file);
  await expect(door(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await door(async () => 1)).toBe(1);
});

it('takes over from a process that was killed', async () => {
  const module = new URL('./exclusive.ts', import.meta.url).href;
  const script = `const { exclusively } = await import(${JSON.stringify(module)});
    await exclusively(process.argv[1])(async () => { process.stdout.write('in'); await new Promise((r) => setTimeout(r, 60000)); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const held = await readFile(file, 'utf8');
  const entered = exclusively(file)(async () => readFile(file, 'utf8'));
  await sleep(200);
  expect(await readFile(file, 'utf8')).toBe(held);
  child.kill('SIGKILL');
  expect(await entered).not.toBe(held);
});

it('takes over a file that nobody has touched for long, whoever is named in it', async () => {
  await writeFile(file, `${process.pid} someone`);
  const old = new Date(Date.now() - 60_000);
  await utimes(file, old, old);
  expect(await exclusively(file)(async () => 'in')).toBe('in');
});
