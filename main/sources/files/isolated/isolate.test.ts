import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runIsolated } from './isolate.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadline-isolated-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the body of a generator somewhere else. */
function run(body: string, more: { silentMs?: number; signal?: AbortSignal } = {}) {
  const path = join(folder, 'made.mjs');
  writeFileSync(path, `export default async function* made(input) { ${body} }`);
  const order = { module: pathToFileURL(path).href, input: { big: 2n ** 60n } };
  return runIsolated(order, { file: 'orders.xlsx', heapMb: 64, silentMs: 20_000, ...more });
}

it('hands over what is made, with its types, and what is returned', async () => {
  const made = run('yield input.big + 1n; yield [Uint8Array.of(1), null]; return "end";');
  expect([await made.next(), await made.next(), await made.next()]).toEqual([
    { done: false, value: 2n ** 60n + 1n },
    { done: false, value: [Uint8Array.of(1), null] },
    { done: true, value: 'end' },
  ]);
});

it('makes the next only when it is asked for', async () => {
  const made = run('let count = 0; for (;;) yield (count += 1);');
  await made.next();
  await new Promise((settle) => setTimeout(settle, 50));
  expect((await made.next()).value).toBe(2);
  await made.return(undefined);
});

it('survives memory taken without end, in many small pieces and in large ones', async () => {
  for (const body of [
    'const all = []; for (;;) all.push({});',
    'const all = []; for (;;) all.push(new Array(2 ** 22).fill({}));',
  ])
    await expect(run(body).next()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'Reading orders.xlsx needed more memory than it may take.',
    });
});

it('stops a loop without end, by itself and when cancelled', async () => {
  await expect(run('for (;;);', { silentMs: 300 }).next()).rejects.toMatchObject({
    message: expect.stringContaining('was stopped'),
  });
  const stop = new AbortController();
  const cancelled = run('for (;;);', { signal: stop.signal }).next();
  setTimeout(() => stop.abort(), 100);
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('tells a defect from a failure', async () => {
  await expect(run('throw new TypeError("ours");').next()).rejects.toThrow(/TypeError: ours/);
});

it('knows nothing of the environment', async () => {
  const { value } = await run(
    'yield Object.keys(process.env).filter((name) => !/^(SystemRoot|NODE_CHANNEL.*)$/.test(name));',
  ).next();
  expect(value).toEqual([]);
});
