import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { saveTable } from '../../main/app/audit/table/saveTable.ts';
import { type RelationName, relationName } from '../../shared/domain/relation.ts';
import { openWarehouseFor } from '../social/openWarehouseFor.ts';
import { column, must, write } from '../warehouse/store/bench.ts';

const relation: RelationName = relationName('raw', 'orders');
const folder = mkdtempSync(join(tmpdir(), 'leadline-table-'));
let opened: Awaited<ReturnType<typeof openWarehouseFor>>;

beforeAll(async () => {
  opened = await openWarehouseFor(null);
  await write(opened.warehouse.store, async (session) => {
    const columns = [column('id', 'integer', false), column('day', 'day')];
    const made = await session.createTable({ name: relation, columns });
    if (!made.ok) return made;
    const rows = Array.from({ length: 12_001 }, (_, at) => [BigInt(at), '2026-03-08']);
    return session.insert(relation, ['id', 'day'], [rows]);
  });
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const store = () => opened.warehouse.store;

it('saves all rows of a relation, page after page', async () => {
  const path = join(folder, 'orders.xlsx');
  expect(must(await saveTable(store(), { relation, path }))).toEqual({ path, rows: 12_001 });
  const sheet = read(readFileSync(path)).Sheets['Rows'];
  const rows = utils.sheet_to_json<(number | string)[]>(sheet ?? {}, { header: 1 });
  expect([rows.length, rows[0], rows[5_001], rows.at(-1)]).toEqual([
    ...[12_002, ['id', 'day'], [5_000, 46_089], [12_000, 46_089]],
  ]);
  expect(new Set(rows.slice(1).map(([id]) => id)).size).toBe(12_001);
});

it('refuses what it can’t hold or write, says what to do, and leaves nothing behind', async () => {
  const before = readdirSync(folder);
  const path = join(folder, 'more.xlsx');
  const most = await saveTable(store(), { relation, path }, undefined, 20_000);
  expect(most).toMatchObject({ ok: false, failure: { code: 'ROWS_TOO_MANY', next: /audit package/ } });
  writeFileSync(join(folder, 'file'), '');
  for (const [asked, code] of [
    [{ relation, path: join(folder, 'orders.csv') }, 'BAD_INPUT'],
    [{ relation: relationName('raw', 'none'), path }, 'BAD_INPUT'],
    [{ relation, path: join(folder, 'file', 'more.xlsx') }, 'FOLDER_NOT_FOUND'],
  ] as const)
    expect(await saveTable(store(), asked)).toMatchObject({ ok: false, failure: { code } });
  const stopped = await saveTable(store(), { relation, path }, AbortSignal.abort());
  expect(stopped).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  expect(readdirSync(folder).filter((name) => name !== 'file')).toEqual(before);
});
