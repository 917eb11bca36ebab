import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import {
  findingsIn,
  lockInStep,
  readBiome,
  readNpm,
  readTypes,
  runTool,
} from '../../resources/build/check/tools.ts';
import { reachesElectron } from '../../resources/build/check/withoutElectron.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-check-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

it('finds electron wherever a bundle reaches it, in our code or in a package', async () => {
  await write('main/app/serve.ts', "import { run } from '../deep.ts';\nrun();");
  await write('main/deep.ts', "export const run = async () => (await import('sly')).default;");
  await write('node_modules/sly/package.json', '{ "name": "sly", "version": "1.0.0", "main": "sly.js" }');
  await write('node_modules/sly/sly.js', 'export default 1;');
  expect(await reachesElectron(folder, 'main/app/serve.ts')).toEqual([]);

  await write('node_modules/sly/sly.js', "import { app } from 'electron';\nexport default app;");
  expect(await reachesElectron(folder, 'main/app/serve.ts')).toMatchObject([
    { file: 'node_modules/sly/sly.js', message: 'brings electron into the bundle of main/app/serve.ts' },
  ]);
});

it('reads what the formatter says about a real file', async () => {
  await write('biome.json', '{}');
  await write('bad.ts', 'const  x = 1;;\ndebugger;\n');
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const end = await runTool(folder, process.execPath, [biome, 'check', '--reporter=github', '.']);
  expect(end.code).not.toBe(0);
  const found = readBiome(end.output, folder);
  expect(found).toContainEqual(expect.objectContaining({ file: 'bad.ts', line: 2 }));
  expect(found.map(({ message }) => message).join()).toMatch(/noDebugger/);
});

it('reads what the type checker says about a real file', async () => {
  await write('tsconfig.json', '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] } }');
  await write('bad.ts', "export const n = 1;\nexport const x: number = 'one';\n");
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const end = await runTool(folder, process.execPath, [tsc, '-p', folder, '--pretty', 'false']);
  expect(readTypes(end.output)).toEqual([
    { file: 'bad.ts', line: 2, message: expect.stringMatching(/^TS2322: /) },
  ]);
});

it('finds a lock file that is out of step, and none in one that is', async () => {
  const lock = { name: 'a', lockfileVersion: 3, requires: true, packages: { '': { name: 'a' } } };
  await write('package.json', '{ "name": "a", "dependencies": { "near": "file:near" } }');
  await write('near/package.json', '{ "name": "near", "version": "1.0.0" }');
  await write('package-lock.json', JSON.stringify(lock));
  expect(await lockInStep(folder)).toContainEqual({
    file: 'package-lock.json',
    line: 1,
    message: expect.stringMatching(/Missing: near@/),
  });
  await write('package.json', '{ "name": "a" }');
  expect(await lockInStep(folder)).toEqual([]);
});

it('never takes a tool that failed in silence for one that found nothing', () => {
  const crashed = { code: 134, output: 'out of memory' };
  expect(findingsIn(crashed, readNpm, 'npm')).toMatchObject([
    { file: 'npm', message: expect.stringContaining('code 134') },
  ]);
  expect(findingsIn({ code: 0, output: 'npm warn old' }, readNpm, 'npm')).toEqual([]);
});
