import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WORTH_A_THREAD } from '../../main/sources/files/csv/scanAside.ts';
import { previewFile } from '../../main/sources/files/files.ts';
import makeRows, { type FileOutcome } from '../../main/sources/files/makeRows.ts';
import { type FilePlan, planFile } from '../../main/sources/files/plan.ts';
import type { Row } from '../../shared/domain/column.ts';
import { createDraw } from './purchasesFile.ts';
import { must } from './store/bench.ts';

// A file large enough is taken apart by a thread of its own; packed, the same content is not.

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'leadline-large-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CELLS = [
  'plain',
  '"quoted, with a comma"',
  '"two\nlines"',
  '"said ""so"""',
  '',
  'ünï\u{1f600}',
  '12" nail',
];

/** Good rows, ragged ones, text behind a quote, and bytes that are no UTF-8, until it is worth a thread. */
function content(seed: number, bytes = WORTH_A_THREAD): Buffer {
  const draw = createDraw(seed);
  const parts: Buffer[] = [Buffer.from('number,word,more\n')];
  for (let size = 0, row = 0; size < bytes; row += 1) {
    const cells = [String(row), CELLS[draw(CELLS.length)], CELLS[draw(CELLS.length)]];
    const odd = draw(4_000);
    if (odd === 0) cells.push('too many');
    if (odd === 1) cells.pop();
    if (odd === 2) cells[1] = '"closed"too early';
    if (odd === 3) cells[0] = 'no number';
    const line = Buffer.from(`${cells.join(',')}${draw(3) === 0 ? '\r\n' : '\n'}`);
    if (odd === 4) line[0] = 0xff;
    parts.push(line);
    size += line.length;
  }
  return Buffer.concat(parts);
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function planned(path: string): Promise<FilePlan> {
  return planFile(must(await previewFile(path)));
}

async function made(plan: FilePlan) {
  const rows: Row[] = [];
  const batches = makeRows({ plan, rejectedTo: null }, () => undefined);
  for (;;) {
    const { done, value } = await batches.next();
    if (done) return { rows, outcome: value as FileOutcome };
    for (const row of value) rows.push(row);
  }
}

it('makes the same rows and rejects the same as reading on one thread does', async () => {
  const bytes = content(1);
  const aside = await made(await planned(written('large.csv', bytes)));
  const alone = await made(await planned(written('large.csv.gz', gzipSync(bytes, { level: 1 }))));
  expect(aside.rows.length).toBeGreaterThan(200_000);
  expect(aside.outcome.rejected).toBeGreaterThan(100);
  expect(aside.outcome).toEqual(alone.outcome);
  // Row by row: a difference of two lists of this length would never be printed.
  expect(alone.rows.length).toBe(aside.rows.length);
  const differs = aside.rows.findIndex((row, at) =>
    row.some((cell, place) => cell !== alone.rows[at]?.[place]),
  );
  expect(differs).toBe(-1);
});

it('lets go of the file when its rows are no longer wanted', async () => {
  const path = written('large.csv', content(3, 12 * 1024 ** 2));
  const rows = makeRows({ plan: await planned(path), rejectedTo: null }, () => undefined);
  await firstRows(rows);
  if (!existsSync('/proc/self/fd')) {
    process.stderr.write('Which files a process holds open can be seen on Linux only.\n');
    await rows.return(undefined);
    return;
  }
  expect(holds(path)).toBe(true);
  await rows.return(undefined);
  for (let waited = 0; waited < 400 && holds(path); waited += 1) await sleep(25);
  expect(holds(path)).toBe(false);
});

function holds(path: string): boolean {
  return readdirSync('/proc/self/fd').some((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === path;
    } catch {
      return false;
    }
  });
}

/** The thread has opened the file once something came of it. */
async function firstRows(rows: ReturnType<typeof makeRows>): Promise<void> {
  for (;;) {
    const { done, value } = await rows.next();
    if (done === true || value.length > 0) return;
    await sleep(5);
  }
}

it('says of the file what the thread met: cut while it was read, changed before, a quote without an end', async () => {
  const path = written('large.csv', content(4, 12 * 1024 ** 2));
  const plan = await planned(path);
  const rows = makeRows({ plan, rejectedTo: null }, () => undefined);
  await firstRows(rows);
  truncateSync(path, 6 * 1024 ** 2);
  const rest = async () => {
    while ((await rows.next()).done !== true);
  };
  await expect(rest()).rejects.toMatchObject({ code: 'FILE_UNREADABLE', retry: true });
  await expect(made(plan)).rejects.toMatchObject({
    message: expect.stringContaining('has changed since it was looked at'),
  });
  const head = content(5);
  const endless = written('endless.csv', Buffer.concat([head, Buffer.from(`7,"${'x'.repeat(1_200_000)}`)]));
  await expect(made(await planned(endless))).rejects.toMatchObject({
    message: expect.stringMatching(/endless\.csv, line \d+: the row opens a quote/),
  });
});
