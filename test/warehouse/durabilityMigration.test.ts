import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { AFTER, BEFORE } from './durability/migrationsToTry.ts';
import { count, dataFolder, land, must, openWarehouse } from './durability/openWarehouse.ts';
import { seeded } from './durability/spoil.ts';

const CHILD = join(import.meta.dirname, 'durability/migrateUntilKilled.ts');
/** Before and after each of 9 statements and 2 records, and after 2 commits. */
const POINTS = 24;
const BY_CHANCE = 16;
const ROWS = 300;

test('killed at every point of a migration and at random ones, the warehouse has its old schema or a new one, never half', async () => {
  const folder = await dataFolder();
  const first = await openWarehouse(folder, { migrations: BEFORE });
  must(await land(first, 'orders', ROWS));
  await first.close();
  const random = seeded(13);
  const kills = [
    ...Array.from({ length: POINTS }, (_, index) => ({ point: index + 1, afterMs: null })),
    ...Array.from({ length: BY_CHANCE }, () => ({ point: 0, afterMs: 150 + random() * 500 })),
  ];
  const schemas: number[] = [];
  const inTurn = async (lane: number) => {
    for (let index = lane; index < kills.length; index += 2) {
      const copy = join(folder, `kill-${index}`);
      await mkdir(copy);
      await cp(join(folder, 'warehouse.db'), join(copy, 'warehouse.db'));
      const killed = await run(copy, kills[index]?.point ?? 0, kills[index]?.afterMs ?? null);
      if ((kills[index]?.point ?? 0) > 0) expect(killed).toBe('SIGKILL');
      schemas.push(wholeSchema(join(copy, 'warehouse.db')));
    }
  };
  await Promise.all([inTurn(0), inTurn(1)]);
  expect(schemas).toHaveLength(POINTS + BY_CHANCE);
  expect(new Set(schemas)).toEqual(new Set([1, 2, 3]));

  // What was killed half way is finished by the next opening.
  const last = await openWarehouse(join(folder, 'kill-9'), { migrations: AFTER });
  expect(last.opened.migratedFrom).toBe(1);
  expect(await count(last, 'raw.orders')).toBe(0);
  expect(wholeSchema(join(folder, 'kill-9', 'warehouse.db'))).toBe(3);
}, 180_000);

async function run(folder: string, point: number, afterMs: number | null): Promise<string | null> {
  const child = spawn(process.execPath, [CHILD, folder, String(point)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = afterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [, signal] = await once(child, 'exit');
  if (timer !== null) clearTimeout(timer);
  return signal;
}

/** The schema's number, after everything of that schema was found and nothing of another. */
function wholeSchema(file: string): number {
  const db = new Database(file);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const names = db.prepare('select name from sqlite_schema').pluck().all();
    const id = Number(db.prepare('select max(id) from _leadline_migrations').pluck().get());
    const rows = (sql: string) => Number(db.prepare(sql).pluck().get());
    expect(names.includes('_leadline_left')).toBe(id >= 2);
    expect(names.includes('_leadline_right')).toBe(id === 2);
    expect(names.includes('_leadline_left_size')).toBe(id === 3);
    expect(rows('select count(*) from "raw.orders"')).toBe(id === 1 ? ROWS : 0);
    if (id >= 2) expect(rows('select count(*) from _leadline_left')).toBe(ROWS / 2);
    if (id === 3) expect(rows('select count(*) from _leadline_left where size is null')).toBe(0);
    return id;
  } finally {
    db.close();
  }
}
