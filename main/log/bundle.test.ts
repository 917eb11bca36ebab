import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Progress } from '../../shared/domain/job.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { writeBundle } from './bundle.ts';
import { createLog } from './createLog.ts';
import type { Log } from './log.ts';
import { writeFailure } from './writeFailure.ts';

let folder: string;
let log: Log;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-bundle-'));
  log = createLog({ folder: join(folder, 'logs'), clock: () => new Date(), maxBytes: 20_000 });
});

afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true, force: true });
});

function work(report: (progress: Progress) => void = () => {}) {
  const controller = new AbortController();
  return { controller, work: { signal: controller.signal, report } };
}

/** Reads an archive by its directory, as an unzip program does, and checks every size and checksum. */
function unzip(archive: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < archive.readUInt16LE(end + 10); entry += 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = archive.readUInt32LE(at + 42);
    const dataAt = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const content = inflateRawSync(archive.subarray(dataAt, dataAt + archive.readUInt32LE(at + 20)));
    expect(content.length).toBe(archive.readUInt32LE(at + 24));
    expect(crc32(content)).toBe(archive.readUInt32LE(at + 16));
    found.set(name, content.toString('utf8'));
    at += 46 + nameLength;
  }
  return found;
}

it('holds the log files and the texts, struck out once more', async () => {
  log.info(`Written before it was known: ${CANARY}`);
  for (let at = 0; at < 400; at += 1) log.info(`E${at}`, { filler: 'x'.repeat(60) });
  await log.flush();
  log.conceal(new Secret(CANARY));
  const path = join(folder, 'bundle.zip');
  const steps: number[] = [];
  const result = await writeBundle({
    path,
    log,
    extra: [
      { name: 'zażółć.txt', text: `key ${Buffer.from(CANARY).toString('base64')}\nü` },
      { name: 'e.txt', text: '' },
    ],
    work: work((progress) => steps.push(progress.done)).work,
  });
  expect(result).toMatchObject({ ok: true, value: expect.stringContaining(path) });
  const files = unzip(await readFile(path));
  const logs = [...files.keys()].filter((name) => name.startsWith('logs/'));
  expect(logs.length).toBe((await log.files()).length);
  expect(logs.length).toBeGreaterThan(1);
  expect(files.get('zażółć.txt')).toBe('key [secret]\nü');
  expect(files.get('e.txt')).toBe('');
  const text = [...files.values()].join('\n');
  expect(text).toContain('Written before it was known: [secret]');
  expect(text).not.toContain(CANARY);
  for (const line of logs.flatMap((name) => (files.get(name) ?? '').split('\n')).filter((one) => one !== ''))
    expect(() => JSON.parse(line)).not.toThrow();
  expect(steps.at(-1)).toBe(files.size);
});

it('is read by another program', async () => {
  const path = join(folder, 'bundle.zip');
  log.info('One');
  await writeBundle({ path, log, extra: [{ name: 'a.txt', text: 'hello' }], work: work().work });
  const run = promisify(execFile);
  const told = await run('unzip', ['-p', path, 'a.txt']).catch((error: NodeJS.ErrnoException) => error);
  if (told instanceof Error && told.code === 'ENOENT')
    process.stdout.write('unzip test: not run (no unzip)\n');
  else expect(told).toMatchObject({ stdout: 'hello' });
});

it('stops when cancelled and leaves nothing behind', async () => {
  log.info('One');
  const stop = work(() => stop.controller.abort());
  const path = join(folder, 'bundle.zip');
  await writeFile(path, 'the one before');
  const result = await writeBundle({ path, log, extra: [], work: stop.work });
  expect(result).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  expect((await readdir(folder)).sort()).toEqual(['bundle.zip', 'logs']);
  expect(await readFile(path, 'utf8')).toBe('the one before');
});

it('says what is wrong with the place', async () => {
  await writeFile(join(folder, 'file'), '');
  const at = (path: string) => writeBundle({ path, log, extra: [], work: work().work });
  expect(await at(join(folder, 'file', 'b.zip'))).toMatchObject({
    ok: false,
    failure: { code: 'FOLDER_UNWRITABLE' },
  });
  expect(await at(join(folder, 'none', 'b.zip'))).toMatchObject({
    ok: false,
    failure: { code: 'FOLDER_NOT_FOUND' },
  });
  expect(await at(folder)).toMatchObject({ ok: false, failure: { code: 'FOLDER_UNWRITABLE' } });
});

it('says that the disk is full', async () => {
  if (!existsSync('/dev/full')) {
    process.stdout.write('full disk test: not run (no /dev/full)\n');
    return;
  }
  const error: unknown = await writeFile('/dev/full', 'x').catch((thrown: unknown) => thrown);
  expect(writeFailure(error, join(folder, 'b.zip'))).toMatchObject({
    failure: { code: 'DISK_FULL', retry: true, message: expect.stringContaining(folder) },
  });
});
