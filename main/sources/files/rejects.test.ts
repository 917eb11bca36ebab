import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MOST_FILED, MOST_KEPT, Rejects } from './rejects.ts';

function sidePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-rejects-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'rows');
}

function rejected(path: string | null, count: number, record: string): Rejects {
  const rejects = new Rejects(path);
  for (let row = 1; row <= count; row += 1) rejects.add(row, row + 1, 'is bad', record);
  return rejects;
}

const filed = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it('makes no file for those it can hand back', () => {
  const path = sidePath();
  expect(rejected(path, MOST_KEPT, 'x').finish()).toBeNull();
  expect(() => statSync(path)).toThrow('ENOENT');
});

it('files the first to the last of a few more', () => {
  const path = sidePath();
  expect(rejected(path, MOST_KEPT + 1, 'x').finish()).toEqual({ path, rows: MOST_KEPT + 1 });
  expect(filed(path).map(({ ordinal }) => ordinal)).toEqual(
    Array.from({ length: MOST_KEPT + 1 }, (_, index) => index + 1),
  );
});

it('files as many rows as the file takes, and counts the others', () => {
  const path = sidePath();
  const rejects = rejected(path, MOST_FILED + 2, 'x');
  expect(rejects.finish()).toEqual({ path, rows: MOST_FILED });
  expect(rejects.count).toBe(MOST_FILED + 2);
  expect(filed(path).at(-1)).toMatchObject({ ordinal: MOST_FILED, line: MOST_FILED + 1 });
});

it('files as much as the file takes, where records are long', () => {
  const path = sidePath();
  const rejects = rejected(path, 20_000, 'x'.repeat(10_000));
  const { rows = 0 } = rejects.finish() ?? {};
  expect(rejects.count).toBe(20_000);
  expect(rows).toBeGreaterThan(15_000);
  expect(statSync(path).size).toBeLessThanOrEqual(64 * 1024 ** 2 + rows);
  expect(filed(path)).toHaveLength(rows);
});

it('without a place for a file counts all, and hands back the first', () => {
  const rejects = rejected(null, MOST_KEPT + 5, 'x');
  expect([rejects.finish(), rejects.count, rejects.kept.length]).toEqual([null, MOST_KEPT + 5, MOST_KEPT]);
});
