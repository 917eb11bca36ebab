import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../../test/canary.ts';
import { keepForSweep } from '../../../test/leftovers.ts';
import { createRedactor } from '../../log/redact.ts';
import { smallDisk } from '../../workspace/testing/folders.ts';
import type { RunId } from '../ids.ts';
import { createFakeClock } from '../testing/fakeClock.ts';
import { createStepLogReader } from './createStepLogReader.ts';
import { createStepLogs } from './createStepLogs.ts';
import type { LogPlace } from './stepLogs.ts';

const AT = '2026-03-01T06:00:00.000Z';
const MB = 1_024 * 1_024;
const ALL = { from: 1, take: 10_000 };
let root = '';
let places = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'leadline-steplogs-'));
});
afterAll(() => keepForSweep(root));

function place(more: Partial<LogPlace> = {}): LogPlace {
  places += 1;
  return { run: `run-${places}` as RunId, step: 'orders', item: -1, try: 1, ...more };
}

function bench(folder = root) {
  const clock = createFakeClock({ at: AT });
  const redactor = createRedactor();
  redactor.conceal(CANARY);
  return { clock, folder, logs: createStepLogs({ folder, clock, redact: redactor.text }) };
}

async function said(texts: readonly string[], at = place(), folder = root) {
  const { logs } = bench(folder);
  const log = logs.open(at);
  for (const text of texts) log.say(text);
  await log.close();
  return { logs, at, page: await logs.read(at, ALL) };
}

const bytesOf = async (folder: string) =>
  (await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))))).reduce(
    (sum, { size }) => sum + size,
    0,
  );

describe('what steps say', () => {
  it('is kept by line, with the moment each was said, and read by page', async () => {
    const { clock, logs } = bench();
    const at = place({ item: 3, try: 2 });
    const log = logs.open(at);
    log.say('one\ntwo');
    await clock.advance(60);
    log.say('');
    log.say('four – ü 💧\n');
    expect(await logs.read(at, ALL)).toEqual({ lines: [], total: 0, leftOut: 0 });
    await clock.advance(250);
    await log.close();
    const lines = [
      { number: 1, at: AT, text: 'one' },
      { number: 2, at: AT, text: 'two' },
      { number: 3, at: '2026-03-01T06:00:00.060Z', text: '' },
      { number: 4, at: '2026-03-01T06:00:00.060Z', text: 'four – ü 💧' },
    ];
    expect(await logs.read(at, ALL)).toEqual({ lines, total: 4, leftOut: 0 });
    expect(await createStepLogReader(root).read(at, { from: 2, take: 2 })).toEqual({
      lines: lines.slice(1, 3),
      total: 4,
      leftOut: 0,
    });
    expect((await logs.read(at, { from: 9, take: 2 })).lines).toEqual([]);
    // Another try is another log, and a step that said nothing leaves no file.
    expect((await logs.read({ ...at, try: 3 }, ALL)).total).toBe(0);
    await logs.open({ ...at, try: 3 }).close();
    expect(await readdir(join(root, at.run))).toEqual(['orders.item-3.try-2.log']);
    await logs.remove(at.run);
    expect(await readdir(root)).not.toContain(at.run);
  });

  it('is looked through whatever the case, from any line on', async () => {
    const { logs, at } = await said(
      Array.from({ length: 500 }, (_, i) => `${i % 50 === 0 ? 'Größe' : 'line'} ${i}`),
    );
    const found = await logs.read(at, { from: 1, take: 3, text: 'GRÖSSE'.replace('SS', 'ß') });
    expect(found.lines.map(({ number, text }) => [number, text])).toEqual([
      [1, 'Größe 0'],
      [51, 'Größe 50'],
      [101, 'Größe 100'],
    ]);
    expect(found.total).toBe(10);
    const next = await logs.read(at, { from: 102, take: 100, text: 'größe' });
    expect(next.lines.map(({ number }) => number)).toEqual([151, 201, 251, 301, 351, 401, 451]);
  });

  it('obeys nothing: no colour, no cursor, no bell, no line that is turned around', async () => {
    const { page } = await said([
      '\u001b[31mred\u001b[0m \u001b]0;title\u0007x\ty',
      'a\rb\r\nc\u0000\u0008\u009b',
      'p\u202egnp.exe\u2028q',
    ]);
    expect(page.lines.map(({ text }) => text)).toEqual([
      'red x\ty',
      'a',
      'b',
      'c\u2400\u2408\uFFFD',
      'p\uFFFDgnp.exe\uFFFDq',
    ]);
  });

  it('holds no secret, nor one that a control character or the end of a cut line takes apart', async () => {
    const half = Math.floor(CANARY.length / 2);
    const apart = `${CANARY.slice(0, half)}\u001b[0m${CANARY.slice(half)}`;
    const atCut = `${'x'.repeat(4_056 - half)}${CANARY}${'y'.repeat(60_000)}`;
    const { at, page } = await said([
      `key ${CANARY} end`,
      apart,
      encodeURIComponent(CANARY),
      atCut,
      atCut.repeat(3),
    ]);
    const file = await readFile(join(root, at.run, 'orders.try-1.log'), 'utf8');
    expect(file).not.toContain(CANARY.slice(0, half));
    expect(page.lines.slice(0, 3).map(({ text }) => text)).toEqual([
      'key [secret] end',
      '[secret]',
      '[secret]',
    ]);
    expect(page.total).toBe(5);
  });

  it('is cut at 4 kB a line, and says so', async () => {
    const { page } = await said(['ü'.repeat(100_000), 'z'.repeat(4_096), `${'a'.repeat(200_000)}\nnext`]);
    const [wide = '', whole, long = '', next] = page.lines.map(({ text }) => text);
    expect(Buffer.byteLength(wide)).toBeLessThanOrEqual(4_096);
    expect(wide).toMatch(/^ü{1900,} … \(cut: it had \d+ kB\)$/);
    expect(whole).toBe('z'.repeat(4_096));
    expect(long).toMatch(/^a{4000,} … \(cut/);
    expect(next).toBe('next');
  });

  it('is bounded: of a hundred megabytes the first two and the last two are kept', async () => {
    const { logs } = bench();
    const at = place();
    const log = logs.open(at);
    const lines = 1_000_000;
    const text = (i: number) => `${i} ${'-'.repeat(92)}`;
    for (let i = 1; i <= lines; i += 1) {
      log.say(text(i));
      // As a real command says it: the loop turns now and then.
      if (i % 50_000 === 0) await new Promise(setImmediate);
    }
    await log.close();
    expect(await bytesOf(join(root, at.run))).toBeLessThan(4.6 * MB);
    const head = await logs.read(at, { from: 1, take: 3 });
    expect(head.total).toBe(lines);
    expect(head.lines.map((line) => line.text)).toEqual([1, 2, 3].map(text));
    expect(head.leftOut).toBeGreaterThan(950_000);
    const gap = head.leftOutFrom ?? Number.NaN;
    const after = await logs.read(at, { from: gap, take: 1 });
    expect(after.lines[0]?.number).toBe(gap + head.leftOut);
    const before = await logs.read(at, { from: gap - 1, take: 1 });
    expect(before.lines[0]?.number).toBe(gap - 1);
    const end = await logs.read(at, { from: lines - 15_000, take: 10_000 });
    expect(end.lines[0]).toMatchObject({ number: lines - 15_000, text: text(lines - 15_000) });
    expect((await logs.read(at, { from: lines, take: 9 })).lines.map((line) => line.text)).toEqual([
      text(lines),
    ]);
    // A page that begins in what is left out goes on behind it.
    const behind = (await logs.read(at, { from: 500_000, take: 1 })).lines[0];
    expect(behind?.text).toBe(text(behind?.number ?? 0));
    expect(await logs.read(at, { from: 1, take: 9, text: `${lines - 7} --` })).toMatchObject({
      lines: [{ number: lines - 7 }],
      total: 1,
    });
  });

  it('stays in order over the edge between its files', async () => {
    const { clock, logs } = bench();
    const at = place();
    const log = logs.open(at);
    const text = (i: number) => `${i} ${'-'.repeat(480)}`;
    for (let i = 1; i <= 7_000; i += 1) {
      log.say(text(i));
      if (i % 500 === 0) await clock.advance(300);
    }
    await log.close();
    const page = await logs.read(at, { from: 1, take: 10_000 });
    expect(page).toMatchObject({ total: 7_000, leftOut: 0 });
    expect(page.lines.every((line, i) => line.number === i + 1 && line.text === text(i + 1))).toBe(true);
    expect((await readdir(join(root, at.run))).length).toBeGreaterThan(2);
  });

  it('is taken up after a kill in the middle of a line', async () => {
    const { at } = await said(['one', 'two']);
    const file = join(root, at.run, 'orders.try-1.log');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, -5));
    const { logs } = bench();
    expect((await logs.read(at, ALL)).lines.map(({ text }) => text)).toEqual(['one', 't']);
    await appendFile(file, '\n2026-03');
    const log = logs.open(at);
    log.say('three');
    await log.close();
    const page = await logs.read(at, ALL);
    expect(page.lines.map(({ number, at: moment, text }) => [number, moment, text])).toEqual([
      [1, AT, 'one'],
      [2, AT, 't'],
      [3, AT, '2026-03'],
      [4, AT, 'three'],
    ]);
  });

  it('is watched as it grows, to its end, also from another process', async () => {
    const { clock, logs } = bench();
    const at = place();
    const log = logs.open(at);
    const seen: number[] = [];
    const elsewhere: number[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const { total } of logs.watch(at, stop.signal)) seen.push(total);
    })();
    const other = createStepLogs({ folder: root, clock, redact: (text) => text });
    const watchingElsewhere = (async () => {
      for await (const { total } of other.watch(at, stop.signal)) elsewhere.push(total);
    })();
    const turns = async () => {
      for (let i = 0; i < 12; i += 1) {
        await clock.advance(200);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await turns();
    log.say('one');
    await turns();
    log.say('two\nthree');
    await turns();
    await log.close();
    const ended = Promise.all([watching, watchingElsewhere]);
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!over) await turns();
    expect(seen).toEqual([0, 1, 3]);
    expect(elsewhere).toEqual([0, 1, 3]);
    // One that nobody closed is watched until the watcher has enough.
    const endless = logs.watch(place(), stop.signal);
    expect(await endless.next()).toMatchObject({ value: { total: 0 } });
    const more = endless.next();
    stop.abort();
    expect(await more).toMatchObject({ done: true });
  });

  it('tells what a full disk took, and goes on when there is room again', async () => {
    const disk = await smallDisk(1_024, 'a log on a full disk');
    if (disk === null) return;
    const { clock, logs } = bench(disk);
    const at = place();
    const begun = logs.open(at);
    begun.say('first');
    begun.say('second, which is long enough to give way to a word about what is missing');
    const pass = async () => {
      for (let i = 0; i < 10; i += 1) {
        await clock.advance(100);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await pass();
    const { bavail, bsize } = await statfs(disk);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
    const late = logs.open({ ...at, try: 2 });
    late.say('never kept\nnor this');
    await pass();
    // Until its last block is full, so that the word about what is missing must take the place of a line.
    for (const size of [3_000, 900, 400, 150, 60, 30, 1, 1, 1, 1, 1, 1]) {
      begun.say('x'.repeat(size));
      await clock.advance(300);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await begun.close();
    await rm(join(disk, 'ballast'));
    late.say('after');
    await late.close();
    const texts = async (number: number) =>
      (await logs.read({ ...at, try: number }, ALL)).lines.map(({ text }) => text);
    expect(await texts(2)).toEqual(['2 lines are missing here: the disk is full.', 'after']);
    expect((await texts(1)).at(0)).toBe('first');
    expect((await texts(1)).at(-1)).toMatch(/missing here: the disk is full\.$/);
  });

  it('throws nothing where it cannot be written at all, and reads no device', async () => {
    const at = place({ step: '../../etc' });
    await writeFile(join(root, at.run), 'a file where the folder should be');
    const { page } = await said(['lost'], at);
    expect(page).toEqual({ lines: [], total: 0, leftOut: 0 });
    expect(await readFile(join(root, at.run), 'utf8')).toBe('a file where the folder should be');
    const device = place();
    await mkdir(join(root, device.run));
    await symlink('/dev/zero', join(root, device.run, 'orders.try-1.log'));
    expect((await bench().logs.read(device, ALL)).total).toBe(0);
  });
});
