import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECRET_MARK, Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { createLog } from './createLog.ts';
import type { Log, LogQuery } from './log.ts';

let folder: string;
let log: Log;
let now: number;
const clock = () => {
  now += 1;
  return new Date(now);
};
const ALL: LogQuery = { least: 'debug', search: '', skip: 0, take: 500 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-log-'));
  now = Date.UTC(2026, 2, 1);
  log = createLog({ folder, clock });
});

afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true, force: true });
});

async function linesOf(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

async function messages(query: Partial<LogQuery> = {}): Promise<string[]> {
  return (await log.read({ ...ALL, ...query })).entries.map((entry) => entry.message);
}

describe('writing', () => {
  it('writes one object per line, in order, with scope, level and fields', async () => {
    log.info('First', { n: 1 });
    log.scope('vault').scope('probe').warn('Second');
    await log.close();
    expect(await linesOf(join(folder, 'leadline.jsonl'))).toMatchObject([
      { level: 'info', scope: 'app', message: 'First', fields: { n: 1 } },
      { level: 'warn', scope: 'vault.probe', message: 'Second' },
    ]);
  });

  it('returns before anything is written', async () => {
    log.info('Later');
    expect(existsSync(join(folder, 'leadline.jsonl'))).toBe(false);
    await log.flush();
    expect(existsSync(join(folder, 'leadline.jsonl'))).toBe(true);
  });

  it('answers an error with the reference that finds it', async () => {
    const reference = log.error('It broke', { why: 'no disk' });
    expect(reference).toMatch(/^[a-z2-9]{8}$/);
    log.info('Another');
    const { entries } = await log.read({ ...ALL, search: reference });
    expect(entries.map((entry) => entry.message)).toEqual(['It broke']);
    expect(JSON.parse(entries[0]?.fields ?? '')).toEqual({ reference, why: 'no disk' });
    expect(log.error('Again')).not.toBe(reference);
  });

  it('writes no secret, by type, name, value or shape', async () => {
    log.conceal(new Secret(CANARY));
    log.info(`Message with ${CANARY}`, {
      token: 'abc',
      typed: new Secret('typed-secret-value'),
      [CANARY]: [CANARY],
    });
    log.error('Failed', { error: new Error(`GET https://x.example/?key=${encodeURIComponent(CANARY)}`) });
    await log.close();
    const text = await readFile(join(folder, 'leadline.jsonl'), 'utf8');
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('typed-secret-value');
    expect(text.split(SECRET_MARK).length - 1).toBe(7);
  });

  it('strikes out of what it shows even values concealed after they were written', async () => {
    log.info(`Too early: ${CANARY}`, { also: CANARY });
    log.conceal(new Secret(CANARY));
    expect(JSON.stringify(await log.read(ALL))).not.toContain(CANARY);
  });

  it('follows the workspace and leaves what was written where it is', async () => {
    const other = join(folder, 'other', 'logs');
    await mkdir(join(folder, 'other'));
    log.info('At home');
    log.writeTo(other);
    log.info('In the workspace');
    await log.flush();
    expect((await linesOf(join(folder, 'leadline.jsonl'))).map((line) => line['message'])).toEqual([
      'At home',
    ]);
    expect((await linesOf(join(other, 'leadline.jsonl'))).map((line) => line['message'])).toEqual([
      'In the workspace',
    ]);
    expect(await messages()).toEqual(['In the workspace']);
  });

  it('makes no ghost of a workspace folder that was removed, and keeps its entries in memory', async () => {
    await mkdir(join(folder, 'gone', '.leadline'), { recursive: true });
    log.writeTo(join(folder, 'gone', '.leadline', 'logs'));
    await log.flush();
    await rm(join(folder, 'gone'), { recursive: true });
    log.info('After it went');
    await log.flush();
    expect(existsSync(join(folder, 'gone'))).toBe(false);
    expect(await messages()).toContain('After it went');
  });
});

describe('rotating', () => {
  it('keeps five files whose names sort by age', async () => {
    await log.close();
    log = createLog({ folder, clock, maxBytes: 2_000 });
    for (let at = 0; at < 60; at += 1) {
      log.info(`Entry ${at}`, { filler: 'x'.repeat(200) });
      await log.flush();
    }
    const files = await log.files();
    expect(files.length).toBe(5);
    expect(files.map((file) => basename(file)).slice(0, 4)).toEqual(
      files
        .map((file) => basename(file))
        .slice(0, 4)
        .sort(),
    );
    expect(basename(files.at(-1) ?? '')).toBe('leadline.jsonl');
    expect((await readdir(folder)).length).toBe(5);
    const numbers = (await Promise.all(files.map(linesOf)))
      .flat()
      .map((line) => Number(String(line['message']).slice(6)));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => 60 - numbers.length + at));
    expect(numbers.length).toBeGreaterThan(20);
  });

  it('reads across files without telling an entry twice', async () => {
    await log.close();
    log = createLog({ folder, clock, maxBytes: 2_000, keep: 100 });
    for (let at = 0; at < 60; at += 1) log.info(`Entry ${at}`, { filler: 'x'.repeat(200) });
    for (let at = 0; at < 10; at += 1) await log.flush();
    expect(await messages()).toEqual(Array.from({ length: 60 }, (_, at) => `Entry ${59 - at}`));
  });
});

describe('reading', () => {
  it('filters by level and text, in message, scope and fields, whatever the case', async () => {
    log.debug('Quiet');
    log.info('Loaded', { source: 'TikTok' });
    log.scope('tiktok').warn('Slow');
    log.error('Broken');
    expect(await messages({ least: 'warn' })).toEqual(['Broken', 'Slow']);
    expect(await messages({ search: 'TIKTOK' })).toEqual(['Slow', 'Loaded']);
    expect(await messages({ search: 'quiet', least: 'info' })).toEqual([]);
  });

  it('pages', async () => {
    for (let at = 0; at < 5; at += 1) log.info(`E${at}`);
    const page = await log.read({ ...ALL, skip: 1, take: 2 });
    expect(page.entries.map((entry) => entry.message)).toEqual(['E3', 'E2']);
    expect(page.more).toBe(true);
    expect((await log.read({ ...ALL, skip: 3, take: 2 })).more).toBe(false);
  });

  it('tells what an earlier process wrote, and skips lines that are no entries', async () => {
    log.info('Earlier');
    await log.close();
    await writeFile(join(folder, 'leadline.jsonl'), '{"half": \nnull\n[1]\n\n', { flag: 'a' });
    log = createLog({ folder, clock });
    log.info('Now');
    expect(await messages()).toEqual(['Now', 'Earlier']);
  });
});

describe('when the folder can not be written', () => {
  it('never throws, says so once, and keeps the newest 2,000 in memory', async () => {
    await log.close();
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    log = createLog({ folder: join(blocked, 'logs'), clock });
    for (let at = 0; at < 2_500; at += 1) log.info(`E${at}`);
    await log.flush();
    await log.flush();
    const { entries, more } = await log.read({ ...ALL, take: 5_000 });
    expect(entries.length).toBe(2_000);
    expect(more).toBe(false);
    expect(entries.filter((entry) => entry.scope === 'log').length).toBe(1);
    expect(entries[1]?.message).toBe('E2499');
  });

  it('writes what waited once the disk has room again, with no entry twice', async () => {
    if (!existsSync('/dev/full')) {
      process.stdout.write('full disk test: not run (no /dev/full)\n');
      return;
    }
    const file = join(folder, 'leadline.jsonl');
    await symlink('/dev/full', file);
    log.info('While full');
    await log.flush();
    expect(await messages({ least: 'info' })).toContain('While full');
    await unlink(file);
    await log.flush();
    const written = (await linesOf(file)).map((line) => line['message']);
    expect(written[0]).toBe('While full');
    expect(await messages({ search: 'While full' })).toEqual(['While full']);
  });

  it('starts a new line after half a one', async () => {
    await log.close();
    const blocked = join(folder, 'logs');
    await writeFile(blocked, '');
    log = createLog({ folder: blocked, clock });
    log.info('Whole');
    await log.flush();
    await unlink(blocked);
    await mkdir(blocked);
    await writeFile(join(blocked, 'leadline.jsonl'), '{"id":"half');
    await log.flush();
    expect(await messages({ search: 'Whole' })).toEqual(['Whole']);
    expect((await readFile(join(blocked, 'leadline.jsonl'), 'utf8')).split('\n')[0]).toBe('{"id":"half');
  });

  it('carries what the old folder refused into the next', async () => {
    await log.close();
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    log = createLog({ folder: join(blocked, 'logs'), clock });
    log.info('Nowhere to go');
    const next = join(folder, 'next');
    await mkdir(next);
    log.writeTo(next);
    await log.flush();
    expect((await linesOf(join(next, 'leadline.jsonl'))).map((line) => line['message'])).toContain(
      'Nowhere to go',
    );
  });
});
