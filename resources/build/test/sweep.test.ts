import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeZip } from '../../../test/archives.ts';
import { keepForSweep } from '../../../test/leftovers.ts';
import { formsOf } from './forms.ts';
import { watchArguments } from './processes.ts';
import { sweepBytes, sweepFolder } from './sweep.ts';

/** Not the canary: the run around this one looks for that. */
const SECRET = ['s3cret', 'of', 'the/sweep', '+9d'].join('-');
const forms = formsOf(SECRET);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-sweep-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const found = () => sweepFolder(folder, forms).map((hit) => `${relative(folder, hit.where)}: ${hit.form}`);

describe('every form', () => {
  it.each([
    ['plain', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    [
      'URL-encoded',
      (text: string) => text.replace(SECRET, encodeURIComponent(SECRET).replaceAll('-', '%2D')),
    ],
  ])('%s is seen wherever the secret begins', (form, write) => {
    for (const before of ['', 'a', 'ab', 'abc', 'user:'])
      for (const after of ['', 'x', 'xy'])
        expect(sweepBytes('log', Buffer.from(write(`${before}${SECRET}${after}`)), forms)).toEqual([
          { where: 'log', form },
        ]);
  });

  it('of nothing but part of the secret is none', () => {
    expect(sweepBytes('log', Buffer.from(SECRET.slice(0, -1)), forms)).toEqual([]);
  });
});

describe('every place', () => {
  it('a log, deep in folders, and the name of a file', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await writeFile(join(folder, 'a/b/main.jsonl'), `{"value":"${SECRET}"}`);
    expect(found()).toEqual(['a/b/main.jsonl: plain']);
    const name = Buffer.from(SECRET).toString('hex');
    await writeFile(join(folder, name), '');
    expect(sweepFolder(folder, formsOf(name))).toMatchObject([{ form: 'plain, in its name' }]);
  });

  it('a database', () => {
    const database = new Database(join(folder, 'warehouse.db'));
    database.exec('create table vault (value text)');
    database.prepare('insert into vault values (?)').run(`before ${SECRET} after`);
    database.close();
    expect(found()).toEqual(['warehouse.db: plain']);
  });

  it('an export: packed, and packed twice', async () => {
    await writeFile(join(folder, 'bundle.zip'), makeZip({ 'logs/main.log': `${SECRET}\n`.repeat(9) }));
    await writeFile(join(folder, 'main.log.gz'), gzipSync(`x ${SECRET}`));
    await writeFile(join(folder, 'twice.gz'), gzipSync(makeZip({ 'a.txt': SECRET })));
    expect(found().sort()).toEqual([
      'bundle.zip › logs/main.log: plain',
      'main.log.gz › gzip: plain',
      'twice.gz › gzip › a.txt: plain',
    ]);
  });

  it('the middle of a file too large to be held', async () => {
    const filler = Buffer.alloc(8 * 1024 ** 2 - 10, 'x');
    const rest = Buffer.alloc(60 * 1024 ** 2, 'y');
    await writeFile(join(folder, 'large.log'), Buffer.concat([filler, Buffer.from(SECRET), rest]));
    expect(found()).toEqual(['large.log: plain']);
  });

  it('what a test put aside before it cleaned up', async () => {
    const kept = join(folder, 'kept');
    const own = join(folder, 'own');
    await mkdir(kept);
    await mkdir(own);
    await writeFile(join(own, 'export.txt'), SECRET);
    keepForSweep(own, kept);
    await rm(own, { recursive: true });
    expect(found()).toEqual([expect.stringMatching(/^kept\/kept-\w+\/export\.txt: plain$/)]);
  });

  it('no broken archive, loop of links or vanished folder stops it', async () => {
    await writeFile(join(folder, 'broken.zip'), makeZip({ a: 'a' }).subarray(0, 40));
    await writeFile(join(folder, 'broken.gz'), Buffer.from([0x1f, 0x8b, 8, 0]));
    await symlink(folder, join(folder, 'loop'), 'junction');
    expect(found()).toEqual([]);
    expect(sweepFolder(join(folder, 'gone'), forms)).toEqual([]);
  });
});

it('argument lists of children and of their children', async () => {
  if (process.platform !== 'linux') return console.info('Argument lists are read on Linux only.');
  const watch = watchArguments(process.pid, 20);
  const grandchild = `setTimeout(() => {}, 400)`;
  const script = `require('child_process').spawn(process.execPath, ['-e', '${grandchild}', '--', 'inner-${SECRET}'])`;
  await once(spawn(process.execPath, ['-e', script, '--', `outer-only`]), 'close');
  const lines = watch.stop();
  const hits = lines.filter((line) => sweepBytes(line, Buffer.from(line, 'latin1'), forms).length > 0);
  expect(hits.some((line) => line.endsWith(`inner-${SECRET}`))).toBe(true);
});

it('asks a test to keep only what a secret could be in', async () => {
  await writeFile(join(folder, 'large'), '');
  await truncate(join(folder, 'large'), 257 * 1024 ** 2);
  expect(() => keepForSweep(folder, tmpdir())).toThrow(/256 MB/);
});
