import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/folders.ts';
import { createWorkspaceReader } from './readWorkspace.ts';

const CONFIG = `name: Shop
warehouse: { engine: sqlite }
zone: UTC
currency: USD
layers: [raw]
`;

async function workspace(files: Record<string, string | Buffer>): Promise<string> {
  const root = await temporaryFolder();
  for (const [file, text] of Object.entries({ 'leadline.yml': CONFIG, ...files })) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

const reader = () => createWorkspaceReader(() => new Date());

async function problems(root: string): Promise<string[]> {
  const read = await reader()(root);
  return read.problems.map(
    ({ file, line, column, severity, message }) => `${file}:${line}:${column} ${severity} ${message}`,
  );
}

test('files are counted by kind; what is not of the workspace is not', async () => {
  const root = await workspace({
    'dbt_project.yml': 'name: shop\n',
    'sources/a.yml': 'connector: shopify\nconfig: { token: { secret: shopify.token } }\n',
    'sources/b.yml': 'connector: csv\nstreams: [orders]\n',
    'pipelines/daily.yml': 'steps: [{ name: pull }, { name: build, after: pull }]\n',
    'studies/lead.yml': 'signals: [a]\noutcomes: [b]\n',
    'dashboards/home.yml': 'tiles: []\n',
    'queries/top.sql': 'select 1',
    'models/staging/orders.sql': 'select 1',
    'models/core/deep/er/sales.sql': 'select 1',
    'models/core/schema.yml': 'version: 2',
    'models/node_modules/x.sql': 'select 1',
    'models/target/x.sql': 'select 1',
    'sources/README.md': 'words',
    'sources/below/c.yml': 'not: read',
    'elsewhere/d.yml': ': not: read',
    'seeds/holidays.csv': 'day',
  });
  const read = await reader()(root);
  expect(read.problems).toEqual([]);
  expect(read.counts).toEqual({
    config: 1,
    project: 1,
    source: 2,
    pipeline: 1,
    study: 1,
    dashboard: 1,
    query: 1,
    model: 2,
  });
  expect(read.config?.name).toBe('Shop');
});

test('each kind says what it lacks, and a broken file leaves the others and the config standing', async () => {
  const root = await workspace({
    'dbt_project.yml': 'nam: shop\n',
    'sources/a.yml': 'streams: orders\n',
    'pipelines/p.yml': 'steps:\n  - name: a\n  - run: b\n',
    'studies/s.yml': 'signals:\noutcomes: [x]\n',
    'dashboards/d.yml': '- tile\n',
    'dashboards/good.yml': 'tiles: []\n',
    'sources/late.yaml': 'connector: x',
  });
  expect((await problems(root)).toSorted()).toEqual([
    'dashboards/d.yml:1:1 error the file must be a mapping (lines of `key: value`), not a list',
    'dbt_project.yml:1:1 error name is missing',
    'pipelines/p.yml:3:5 error steps[2].name is missing',
    'sources/a.yml:1:1 error connector is missing',
    'sources/a.yml:1:10 error streams: must be a list (lines that start with a dash), not text',
    'sources/late.yaml:1:1 warning is not read: its name must end in .yml',
    'studies/s.yml:1:9 error signals: is empty',
  ]);
  expect((await reader()(root)).config?.name).toBe('Shop');
});

test('the domain that owns a kind is asked about its files, once for each content that has the least', async () => {
  const asked: string[] = [];
  const folder = await workspace({
    'pipelines/a.yml': 'steps: [{ name: a }]',
    'pipelines/b.yml': 'steps: 5',
  });
  const read = createWorkspaceReader(() => new Date(Date.now() + 60_000), {
    async pipeline(text, file) {
      asked.push(file);
      return [{ file, line: 1, column: 2, severity: 'warning', message: `seen: ${text}` }];
    },
  });
  const { problems } = await read(folder);
  expect(problems.map(({ file, message }) => [file, message])).toEqual([
    ['pipelines/a.yml', 'seen: steps: [{ name: a }]'],
    ['pipelines/b.yml', expect.stringContaining('must be a list')],
  ]);
  expect((await read(folder)).problems).toEqual(problems);
  expect(asked).toEqual(['pipelines/a.yml']);
});

test('links that lead out are reported and not followed; those that stay inside are read once', async () => {
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'secret.yml'), 'connector: stolen\n');
  const root = await workspace({ 'models/a.sql': 'select 1', 'shared/b.yml': 'connector: x\n' });
  await mkdir(join(root, 'sources'));
  await symlink(join(outside, 'secret.yml'), join(root, 'sources', 'out.yml'));
  await symlink(join(root, 'shared', 'b.yml'), join(root, 'sources', 'in.yml'));
  await symlink(join(root, 'nowhere'), join(root, 'sources', 'dangling.yml'));
  await symlink(join(root, 'sources', 'loop.yml'), join(root, 'sources', 'loop.yml'));
  await symlink(outside, join(root, 'queries'));
  await symlink(join(root, 'models'), join(root, 'models', 'again'));
  expect(await problems(root)).toEqual([
    'queries:1:1 error is a link that leads out of the workspace and is not followed: put the file itself here',
    'sources/dangling.yml:1:1 error is a link to something that does not exist',
    'sources/loop.yml:1:1 error is a link to something that does not exist',
    'sources/out.yml:1:1 error is a link that leads out of the workspace and is not followed: put the file itself here',
  ]);
  expect((await reader()(root)).counts).toEqual({ config: 1, model: 1, source: 1 });
});

test('a pipe in the place of a file is not waited for', async () => {
  const root = await workspace({});
  await mkdir(join(root, 'sources'));
  try {
    execFileSync('mkfifo', [join(root, 'sources', 'a.yml')]);
  } catch {
    process.stdout.write('not run here (no mkfifo): a pipe in the place of a file\n');
    return;
  }
  expect(await problems(root)).toEqual([
    'sources/a.yml:1:1 warning is neither a file nor a folder and is not read',
  ]);
});

test('bytes that are not UTF-8 are told where they are', async () => {
  const root = await workspace({
    'sources/a.yml': Buffer.concat([Buffer.from('connector: x\nnote: é\uFFFDü'), Buffer.from([0xe9, 0x0a])]),
    'models/m.sql': Buffer.from('\uFEFFselect 1', 'utf16le'),
  });
  expect(await problems(root)).toEqual([
    'models/m.sql:1:1 error the file is written in UTF-16: save it as UTF-8',
    'sources/a.yml:2:10 error this is not UTF-8 text: save the file as UTF-8',
  ]);
});

test('a missing leadline.yml and one out of reach are each told once', async () => {
  const root = await workspace({});
  await rename(join(root, 'leadline.yml'), join(root, 'kept.yml'));
  expect(await problems(root)).toEqual([
    'leadline.yml:1:1 error the file is missing: put it back, or create the workspace anew',
  ]);
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'leadline.yml'), CONFIG);
  await symlink(join(outside, 'leadline.yml'), join(root, 'leadline.yml'));
  expect(await problems(root)).toHaveLength(1);
  expect((await reader()(root)).config).toBeNull();
});

test('reading is bounded: more than 5,000 files, files above 1 MB', async () => {
  const root = await workspace({ 'sources/big.yml': `connector: ${'x'.repeat(1_048_577)}` });
  await mkdir(join(root, 'models'));
  const names = Array.from({ length: 5_001 }, (_, n) => join(root, 'models', `m${n}.sql`));
  for (let start = 0; start < names.length; start += 200)
    await Promise.all(names.slice(start, start + 200).map((name) => writeFile(name, '')));
  const read = await reader()(root);
  expect(read.config?.name).toBe('Shop');
  expect(Object.values(read.counts).reduce((sum, count) => sum + count, 0)).toBe(5_000);
  expect(read.problems.map(({ message }) => message)).toEqual([
    'the workspace holds more than 5000 files: this one and others are not read',
  ]);
  const small = await workspace({ 'sources/big.yml': `connector: ${'x'.repeat(1_048_577)}` });
  expect(await problems(small)).toEqual([
    'sources/big.yml:1:1 error the file is larger than 1 MB and is not read',
  ]);
});

test('at most 500 problems are listed, and the rest counted', async () => {
  const files = Object.fromEntries(Array.from({ length: 510 }, (_, n) => [`sources/s${n}.yml`, 'x: 1']));
  const found = await problems(await workspace(files));
  expect(found).toHaveLength(501);
  expect(found.at(-1)).toContain('10 more problems are not shown');
});

test('the stamp changes with content, and only with it', async () => {
  const root = await workspace({
    'sources/a.yml': 'connector: x\n',
    'macros/m.sql': 'a',
    'seeds/s.csv': '1',
  });
  const read = reader();
  const stamp = async () => (await read(root)).stamp;
  const first = await stamp();
  await utimes(join(root, 'sources', 'a.yml'), 1, 1);
  expect(await stamp()).toBe(first);
  const seen = new Set([first]);
  for (const edit of [
    () => writeFile(join(root, 'sources', 'a.yml'), 'connector: y\n'),
    () => writeFile(join(root, 'sources', 'b.yml'), 'connector: y\n'),
    () => rename(join(root, 'sources', 'b.yml'), join(root, 'sources', 'c.yml')),
    () => writeFile(join(root, 'macros', 'm.sql'), 'ab'),
    () => writeFile(join(root, 'packages.yml'), 'ab'),
  ]) {
    await edit();
    seen.add(await stamp());
  }
  expect(seen.size).toBe(6);
});

test('two edits of the same length in the same instant are both seen', async () => {
  const root = await workspace({});
  const read = reader();
  for (let round = 0; round < 50; round++) {
    const name = `Shop ${100 + round}`;
    await writeFile(join(root, 'leadline.yml'), CONFIG.replace('Shop', name));
    expect((await read(root)).config?.name).toBe(name);
  }
});
