import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureBuilt } from './build.ts';
import { ROOT } from './bundles/modes.ts';

/** A whole project of its own, so that no test pulls the real bundles away from under another. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'leadline-build-'));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  await mkdir(join(root, 'preload'));
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(join(root, 'preload/preload.ts'), 'export const depth: number = 7;');
  await writeFile(
    join(root, 'vite.config.ts'),
    `import { join } from 'node:path';
     const entry = join(import.meta.dirname, 'preload/preload.ts');
     export default { logLevel: 'warn', build: { minify: false, lib: { entry, formats: ['cjs'], fileName: () => 'preload.cjs' } } };`,
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

const build = () => ensureBuilt(['preload'], () => undefined, root);
const bundle = () => readFileSync(join(root, 'out/preload/preload.cjs'), 'utf8');

it('builds what is missing, then nothing, then what has changed', async () => {
  expect(await build()).toEqual({ ok: true, built: ['preload'] });
  expect(bundle()).toContain('depth = 7');
  expect(await build()).toEqual({ ok: true, built: [] });

  await writeFile(join(root, 'preload/preload.ts'), 'export const depth: number = 8;');
  expect(await build()).toEqual({ ok: true, built: ['preload'] });
  expect(bundle()).toContain('depth = 8');

  await rm(join(root, 'out/preload'), { recursive: true });
  expect(await build()).toEqual({ ok: true, built: ['preload'] });
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['.stamps', 'preload']);
});

it('takes a changed lock file for a change, and a test for none', async () => {
  await build();
  await writeFile(join(root, 'preload/preload.test.ts'), 'test');
  expect(await build()).toMatchObject({ built: [] });
  await writeFile(join(root, 'package-lock.json'), '{}');
  expect(await build()).toMatchObject({ built: ['preload'] });
});

it('builds once when two ask at the same time', async () => {
  const outcomes = await Promise.all([build(), build()]);
  expect(outcomes.map((outcome) => outcome.ok && outcome.built.length).sort()).toEqual([0, 1]);
});

it('keeps the bundle that works when the next one cannot be built, and says where the fault is', async () => {
  await build();
  await writeFile(join(root, 'preload/preload.ts'), "import './nowhere.ts';");
  const outcome = await build();
  expect(outcome).toEqual({ ok: false, message: expect.stringMatching(/preload bundle[\s\S]*nowhere\.ts/) });
  expect(bundle()).toContain('depth = 7');
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['.stamps', 'preload']);
  expect((await build()).ok).toBe(false);
});

it('says which file is missing when there is nothing to build from', async () => {
  await rm(join(root, 'preload/preload.ts'));
  const message = 'There is nothing to build the preload bundle from: preload/preload.ts does not exist.';
  expect(await build()).toEqual({ ok: false, message });
});

it('lets other accounts read what it built', async () => {
  await build();
  if (process.platform !== 'win32') expect(statSync(join(root, 'out/preload')).mode & 0o777).toBe(0o755);
});

it('takes a file that only looks touched for stale rather than fresh', async () => {
  await build();
  await utimes(join(root, 'preload/preload.ts'), new Date(), new Date());
  expect(await build()).toMatchObject({ built: ['preload'] });
});
