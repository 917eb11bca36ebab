import { existsSync, renameSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PURCHASES_ROWS, writePurchases } from '../warehouse/purchasesFile.ts';

const SMOKE_ROWS = 20_000;

export function purchasesRows(smoke: boolean): number {
  return smoke ? SMOKE_ROWS : PURCHASES_ROWS;
}

/** The file to load, made once on a machine: making it takes longer than loading it. */
export function purchasesFile(rows: number): string {
  const path = join(tmpdir(), `leadline-purchases-${userInfo().username}-${rows}.csv`);
  if (existsSync(path)) return path;
  const half = `${path}.${process.pid}`;
  writePurchases(half, rows);
  renameSync(half, path);
  return path;
}
