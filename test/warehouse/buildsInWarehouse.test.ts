import { expect, it } from 'vitest';
import { dataFolder, failed, land, must, openWarehouse } from './durability/openWarehouse.ts';

it('candidates disturb neither verifying nor backups, and building goes on over a restored backup', {
  timeout: 120_000,
}, async () => {
  const warehouse = await openWarehouse(await dataFolder());
  must(await land(warehouse, 'orders', 20));
  const { builds, store } = warehouse;
  const line = must(await builds.line());
  const target = { database: builds.database, schema: 'core', identifier: 'orders' };
  const candidate = builds.candidateOf(target);
  const scratch = { ...candidate, identifier: '~left' };
  const make = async (place: typeof target) =>
    must(await line.run(`create table ${builds.written(place)} as select count(*) as n from "raw.orders"`));
  await make(candidate);
  await make(scratch);
  must(await line.run(`create view "_candidates.core.seen" as select * from ${builds.written(scratch)}`));
  expect(must(await warehouse.verify()).findings).toEqual([]);
  const { path } = must(await warehouse.backup());
  expect(must(await warehouse.rehearseRestore()).relations).toBeGreaterThan(0);
  must(await builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
  expect(must(await store.catalog()).map(({ name }) => name)).toEqual(['core.orders', 'raw.orders']);
  must(await warehouse.restore(path));
  expect(must(await store.catalog()).map(({ name }) => name)).toEqual(['raw.orders']);
  // The line was to the file that is no more; its place has another.
  expect(failed(await line.run('select 1')).code).toBe('STORE_UNREACHABLE');
  const next = must(await builds.line());
  expect(must(await next.relation(candidate))).toEqual({ place: candidate, kind: 'table' });
  must(await builds.publish({ relations: [{ how: 'renamed', candidate, target }] }));
  expect(must(await next.run(`select n from ${builds.written(target)}`)).rows).toEqual([[20n]]);
  await line.close();
  await next.close();
});
