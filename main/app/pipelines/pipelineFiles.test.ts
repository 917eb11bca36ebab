import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { inspectWorkspace } from '../../workspace/inspect.ts';
import { temporaryFolder } from '../../workspace/testing/folders.ts';
import { fileChecks } from '../fileChecks.ts';
import { createPipelineFiles, type PipelineFiles } from './pipelineFiles.ts';

const NIGHTLY = '# nightly\nsteps:\n  - name: models # all\n    build: all\n';
const named = (name: string) => PipelineName.parse(name);

interface Bench {
  readonly folder: string;
  readonly files: PipelineFiles;
  /** As if the watcher had seen a change. */
  changed(config?: object): void;
  put(file: string, text: string | Buffer): Promise<void>;
}

async function bench(): Promise<Bench> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'pipelines'));
  let state = { path: folder, config: {}, files: {}, problems: [], revision: 0 } as unknown as OpenWorkspace;
  const files = createPipelineFiles({
    current: () => state,
    runnable: ['extract', 'build', 'sql'],
    commands: [],
  });
  return {
    folder,
    files,
    changed(config) {
      state = {
        ...state,
        revision: state.revision + 1,
        ...(config && { config: config as OpenWorkspace['config'] }),
      };
    },
    async put(file, text) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), text);
    },
  };
}

test('reads every file, each by its name, and one that is wrong stops only itself', async () => {
  const { files, put, folder } = await bench();
  await put('pipelines/nightly.yml', NIGHTLY);
  await put('pipelines/broken.yml', 'steps: [');
  await put('pipelines/Bad Name.yml', NIGHTLY);
  await put('pipelines/latin.yml', Buffer.from([0x61, 0xff]));
  await put('pipelines/huge.yml', `# ${'x'.repeat(1_048_576)}`);
  await put('pipelines/README.md', 'no pipeline');
  await put('pipelines/other.yaml', NIGHTLY);
  await mkdir(join(folder, 'pipelines', 'folder.yml'));
  await symlink('/etc/hostname', join(folder, 'pipelines', 'outside.yml'));
  await symlink('nightly.yml', join(folder, 'pipelines', 'linked.yml'));
  const all = await files.all();
  expect(all.map(({ name, pipeline, problems }) => [name, pipeline !== null, problems[0]?.message])).toEqual([
    [
      'Bad Name',
      false,
      expect.stringContaining("the file's name can't be a pipeline's: use lower-case letters"),
    ],
    ['broken', false, expect.any(String)],
    ['huge', false, 'the file is larger than 1 MB and is not read'],
    ['latin', false, 'this is not UTF-8 text: save the file as UTF-8'],
    ['linked', true, undefined],
    ['nightly', true, undefined],
  ]);
  expect(await files.get(named('nightly'))).toMatchObject({ file: 'pipelines/nightly.yml', text: NIGHTLY });
  expect(await files.get(named('gone'))).toBeNull();
});

test('reads again when the workspace changed, and only what has other words or other surroundings', async () => {
  const { files, put, changed, folder } = await bench();
  await put('pipelines/a.yml', NIGHTLY);
  await put('pipelines/b.yml', 'steps:\n  - { name: x, extract: shop, pool: heavy }\n');
  const [a, b] = await files.all();
  expect(b?.problems.map(({ line, message }) => [line, message])).toEqual([
    [2, 'step x: the workspace has no source "shop"'],
    [2, 'step x: leadline.yml has no pool "heavy" under pools'],
  ]);
  await put('pipelines/b.yml', `${NIGHTLY}# more\n`);
  expect((await files.all())[1]).toBe(b);
  changed();
  const [sameA, newB] = await files.all();
  expect(sameA).toBe(a);
  expect(newB?.text).toBe(`${NIGHTLY}# more\n`);

  await put('pipelines/b.yml', 'steps:\n  - { name: x, extract: shop, pool: heavy }\n');
  await put('sources/shop.yml', 'connector: x');
  changed({ pools: { heavy: 2 } });
  expect((await files.all())[1]?.problems).toEqual([]);
  expect(files.pools()).toEqual({ heavy: 2 });
  await rm(join(folder, 'pipelines', 'b.yml'));
  changed();
  expect((await files.all()).map(({ name }) => name)).toEqual(['a']);
  await rm(join(folder, 'pipelines'), { recursive: true });
  changed();
  expect(await files.all()).toEqual([]);
});

test('three hundred pipelines are read once, by however many ask at once', async () => {
  const { files, put, changed } = await bench();
  const steps = Array.from({ length: 10 }, (_, index) => `  - { name: s${index}, build: all }\n`).join('');
  for (let index = 0; index < 300; index++) await put(`pipelines/p${index}.yml`, `steps:\n${steps}`);
  const [one, two] = await Promise.all([files.all(), files.all()]);
  expect(one).toHaveLength(300);
  expect(one[7]).toBe(two[7]);
  changed();
  const again = await files.all();
  expect(again.every((pipeline, index) => pipeline === one[index])).toBe(true);
});

test('a text and a form are kept alike, and what was changed meanwhile is left alone', async () => {
  const { files, folder, put } = await bench();
  const at = (name: string) => join(folder, 'pipelines', `${name}.yml`);
  const value = Pipeline.parse({ title: 'Nightly', steps: [{ name: 'models', build: 'all' }] });

  expect(await files.save('nightly', { text: NIGHTLY }, null)).toMatchObject({ ok: true });
  expect((await stat(at('nightly'))).mode & 0o777).toBe(0o644);
  expect(await files.save('nightly', { text: NIGHTLY }, null)).toMatchObject({
    failure: { code: 'FILE_DUPLICATE' },
  });
  await chmod(at('nightly'), 0o600);

  const formed = await files.save('nightly', { value }, NIGHTLY);
  const text = '# nightly\ntitle: Nightly\nsteps:\n  - name: models # all\n    build: all\n';
  expect(formed).toMatchObject({ ok: true, value: { text, pipeline: value, problems: [] } });
  expect(await readFile(at('nightly'), 'utf8')).toBe(text);
  expect((await stat(at('nightly'))).mode & 0o777).toBe(0o600);
  expect((await files.get(named('nightly')))?.text).toBe(text);

  const many = Array.from({ length: 20 }, (_, index) => files.save('raced', { text: `# ${index}` }, null));
  expect((await Promise.all(many)).filter((one) => one.ok)).toHaveLength(1);
  expect((await files.remove(named('raced'))).ok).toBe(true);

  for (const draft of [{ value }, { text: NIGHTLY }])
    expect(await files.save('nightly', draft, NIGHTLY)).toMatchObject({
      failure: {
        code: 'FILE_INVALID',
        message: 'pipelines/nightly.yml was changed meanwhile, in another window or program.',
      },
    });
  expect(await files.save('gone', { value }, NIGHTLY)).toMatchObject({
    failure: { message: 'pipelines/gone.yml was removed meanwhile.' },
  });
  expect(await readFile(at('nightly'), 'utf8')).toBe(text);

  // A text may be kept half done, as any editor keeps it.
  expect(await files.save('half', { text: 'steps: [' }, null)).toMatchObject({
    ok: true,
    value: { pipeline: null },
  });
  const publish = Pipeline.parse({ steps: [{ name: 'a', publish: 'x' }] });
  expect(await files.save('publish', { value: publish }, null)).toMatchObject({
    failure: { code: 'PIPELINE_INVALID', problems: [{ line: 3 }] },
  });
  expect(await files.save('Not A Name', { text: NIGHTLY }, null)).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  expect(await files.save('../up', { text: NIGHTLY }, null)).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });
  expect(await files.save('huge', { text: 'x'.repeat(1_048_577) }, null)).toMatchObject({
    failure: { code: 'BAD_INPUT' },
  });

  await put('elsewhere.yml', NIGHTLY);
  await symlink('/etc/hostname', at('outside'));
  await symlink('../elsewhere.yml', at('inside'));
  expect((await files.save('outside', { text: NIGHTLY }, await readFile('/etc/hostname', 'utf8'))).ok).toBe(
    false,
  );
  expect(await files.save('inside', { text }, NIGHTLY)).toMatchObject({ ok: true });
  expect(await readFile(join(folder, 'elsewhere.yml'), 'utf8')).toBe(text);

  expect((await files.remove(named('half'))).ok).toBe(true);
  expect((await files.remove(named('half'))).ok).toBe(true);
  expect(await files.get(named('half'))).toBeNull();
  expect((await readdir(join(folder, 'pipelines'))).sort()).toEqual([
    'inside.yml',
    'nightly.yml',
    'outside.yml',
  ]);
});

test('a draft is checked without being kept, as a text or as a value over a text', async () => {
  const { files, folder, put } = await bench();
  await put('pipelines/a.yml', NIGHTLY);
  await put('queries/tidy.sql', 'select 1');
  const value = Pipeline.parse({ steps: [{ name: 'models', sql: 'tidy.sql' }] });
  expect(await files.check('a', { value })).toMatchObject({
    text: '# nightly\nsteps:\n  - name: models # all\n    sql: tidy.sql\n',
    pipeline: value,
  });
  expect((await files.check('a', { value, over: '# mine\nsteps: []\n' })).text).toMatch(/^# mine\n/);
  const wrong = await files.check('new', { text: 'steps:\n  - name: a\n    sql: gone.sql\n' });
  expect(wrong.problems).toMatchObject([{ file: 'pipelines/new.yml', line: 3, column: 10 }]);
  expect(await readdir(join(folder, 'pipelines'))).toEqual(['a.yml']);
  const key = `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`;
  const pasted = await files.check('a', { text: `${NIGHTLY}    vars: { key: ${key} }\n` });
  expect(pasted.pipeline).toBeNull();
  expect(JSON.stringify(pasted.problems)).not.toContain(key);
});

test('with no workspace open there are none', async () => {
  const files = createPipelineFiles({ current: () => null });
  expect(await files.all()).toEqual([]);
  expect(files.pools()).toEqual({});
  expect(await files.save('a', { text: NIGHTLY }, null)).toMatchObject({
    failure: { code: 'WORKSPACE_NOT_OPEN' },
  });
  expect((await files.check('a', { text: NIGHTLY })).pipeline).not.toBeNull();
});

test('what is wrong with a pipeline by itself is among the problems of the workspace', async () => {
  const { folder, put } = await bench();
  await put(
    'leadline.yml',
    'name: A\nwarehouse: { engine: sqlite }\nzone: UTC\ncurrency: EUR\nlayers: [raw]\n',
  );
  await put('pipelines/a.yml', 'steps:\n  - name: a\n    extract: anywhere\n    pool: any\n    after: [b]\n');
  await put('pipelines/Bad.yml', NIGHTLY);
  const inspected = await inspectWorkspace(folder, fileChecks);
  expect(
    inspected.ok && inspected.value.problems.map(({ file, line, message }) => [file, line, message]),
  ).toEqual([
    ['pipelines/Bad.yml', 1, expect.stringContaining("the file's name can't be a pipeline's")],
    ['pipelines/a.yml', 5, 'step a is after b, and no step has that name'],
  ]);
});
