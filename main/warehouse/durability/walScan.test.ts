import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { scanWal } from './walScan.ts';

/** The log of ten transactions, as a killed process leaves it. */
async function leftLog(): Promise<{ folder: string; wal: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-wal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'live.db');
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  db.exec('create table t (a integer primary key, b text)');
  for (let i = 0; i < 9; i += 1) db.prepare('insert into t values (?, ?)').run(i, 'x'.repeat(100));
  for (const end of ['', '-wal']) await copyFile(`${file}${end}`, join(folder, `left.db${end}`));
  db.close();
  return { folder, wal: await readFile(join(folder, 'left.db-wal')) };
}

function rowsSeen(folder: string): number {
  const db = new Database(join(folder, 'left.db'));
  const rows = Number(db.prepare('select count(*) from t').pluck().get());
  db.close();
  return rows;
}

test('a whole log counts its frames and drops none', async () => {
  const { folder, wal } = await leftLog();
  const scan = scanWal(wal);
  expect(scan.frames).toBeGreaterThanOrEqual(10);
  expect(scan).toMatchObject({ dropped: 0, droppedCommits: 0 });
  expect(rowsSeen(folder)).toBe(9);
});

test('one changed byte: what SQLite silently drops is counted', async () => {
  const { folder, wal } = await leftLog();
  const frame = 24 + 4096;
  const frames = (wal.length - 32) / frame;
  // In the page of the fifth frame from the end: each of the last transactions is one frame.
  const at = wal.length - 5 * frame + 24 + 1000;
  wal.writeUInt8(wal.readUInt8(at) ^ 0xff, at);
  await writeFile(join(folder, 'left.db-wal'), wal);
  const scan = scanWal(wal);
  expect(scan).toEqual({ frames: frames - 5, dropped: 5, droppedCommits: 5 });
  expect(rowsSeen(folder)).toBe(9 - scan.droppedCommits);
});

test('a last transaction cut short, as any crash leaves it, drops nothing that was committed', async () => {
  const { wal } = await leftLog();
  expect(scanWal(wal.subarray(0, wal.length - 2000))).toMatchObject({ dropped: 0, droppedCommits: 0 });
});

test('a destroyed header drops all', async () => {
  const { wal } = await leftLog();
  expect(scanWal(wal.fill(0, 0, 16)).droppedCommits).toBe(1);
  expect(scanWal(new Uint8Array())).toEqual({ frames: 0, dropped: 0, droppedCommits: 0 });
});
