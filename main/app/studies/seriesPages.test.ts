import { expect, it } from 'vitest';
import type { Column, Row } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { openWarehouseFor } from '../../../test/social/openWarehouseFor.ts';
import { must } from '../../../test/warehouse/store/bench.ts';
import { readSeriesPages } from './seriesPages.ts';

const ROWS = 4_500;
const relation = 'core.signals' as RelationName;
const columns = ['name', 'day'].map((name): Column => ({ name, type: { kind: 'text' }, nullable: false }));

it('lets others have their turn while a page is taken, and takes every row once and in order', async () => {
  const { warehouse, close } = await openWarehouseFor(null);
  const { store } = warehouse;
  const rows = Array.from({ length: ROWS }, (_, at): Row => [`s${at % 3}`, String(at).padStart(5, '0')]);
  must(
    await store.write(async (session) => {
      must(await session.createTable({ name: relation, columns }));
      return session.insert(relation, ['name', 'day'], [rows]);
    }),
  );
  const taken: string[] = [];
  let since = 0;
  let most = 0;
  const everyTurn = () => {
    most = Math.max(most, since);
    since = 0;
    turning = setImmediate(everyTurn);
  };
  let turning = setImmediate(everyTurn);
  const work = { signal: new AbortController().signal, report: () => undefined };
  const read = await readSeriesPages(store, { relation, columns }, work, ([name, day]) => {
    taken.push(`${name} ${day}`);
    since++;
    return ok(undefined);
  });
  clearImmediate(turning);
  await close();
  expect(read).toEqual(ok(undefined));
  expect(taken).toEqual(rows.map(([name, day]) => `${name} ${day}`).sort());
  expect(most).toBeLessThanOrEqual(1_000);
});
