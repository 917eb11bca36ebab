import { describe, expect, it } from 'vitest';
import { loadSqlParser } from '../sql/parser.ts';
import { columnLineage, type Known } from './columnLineage.ts';
import { projectLineage } from './projectLineage.ts';

const RELATIONS: Readonly<Record<string, readonly string[] | null>> = {
  'staging.orders': ['id', 'buyer', 'price', 'day'],
  'staging.buyers': ['buyer', 'state'],
  'raw.events': null,
};

const known: Known = ({ schema, name }) => {
  const id = schema === null ? name : `${schema}.${name}`;
  const columns = RELATIONS[id];
  return columns === undefined ? null : { id, columns };
};

describe('the lineage of columns', async () => {
  const parser = await loadSqlParser();
  const told = (sql: string) =>
    columnLineage(parser, sql, known)?.map(
      ({ name, origins, same }) =>
        `${name} ${same ? '=' : '<-'} ${origins?.map((one) => `${one.relation}.${one.column}`).join(', ') ?? 'unknown'}`,
    ) ?? 'unknown';

  it('follows names, aliases and expressions', () => {
    expect(
      told(
        `select o.id, price as paid, price * 2 + coalesce(id, 0) as x, count(*) as n, 'a' as c
         from staging.orders as o`,
      ),
    ).toEqual([
      'id = staging.orders.id',
      'paid = staging.orders.price',
      'x <- staging.orders.price, staging.orders.id',
      'n <- ',
      'c <- ',
    ]);
  });

  it('follows a star through common table expressions and joins', () => {
    expect(
      told(
        `with o as (select * from "staging.orders"), b as (select buyer, upper(state) as state from staging.buyers)
         select o.*, b.state from o left join b on b.buyer = o.buyer`,
      ),
    ).toEqual([
      'id = staging.orders.id',
      'buyer = staging.orders.buyer',
      'price = staging.orders.price',
      'day = staging.orders.day',
      'state <- staging.buyers.state',
    ]);
  });

  it('takes a column that using merged from both sides, once', () => {
    expect(told('select * from staging.orders join staging.buyers using (buyer)')).toEqual([
      'id = staging.orders.id',
      'buyer = staging.orders.buyer, staging.buyers.buyer',
      'price = staging.orders.price',
      'day = staging.orders.day',
      'state = staging.buyers.state',
    ]);
  });

  it('adds up the arms of a union and of a recursion', () => {
    expect(told('select id from staging.orders union all select state from staging.buyers')).toEqual([
      'id = staging.orders.id, staging.buyers.state',
    ]);
    expect(
      told(
        `with recursive r (a) as (select id from staging.orders union all select a + 1 from r where a < 9)
         select a from r`,
      ),
    ).toEqual(['a <- staging.orders.id']);
  });

  it('looks into subqueries, those that look out too', () => {
    expect(
      told(
        `select (select max(b.state) from staging.buyers b where b.buyer = o.buyer) as s,
           (select o.price) as p, o.id in (select buyer from staging.buyers) as known
         from staging.orders o`,
      ),
    ).toEqual([
      's <- staging.buyers.state',
      'p <- staging.orders.price',
      'known <- staging.orders.id, staging.buyers.buyer',
    ]);
    expect(told('select x.a from (select id, day from staging.orders) as x (a, b)')).toEqual([
      'a = staging.orders.id',
    ]);
    expect(told('select * from (values (1, 2)) as v (a, b)')).toEqual(['a <- ', 'b <- ']);
  });

  it('says unknown instead of guessing', () => {
    expect(told('select * from raw.events')).toBe('unknown');
    expect(told('select e.a, o.id from raw.events e, staging.orders o')).toEqual([
      'a <- unknown',
      'id = staging.orders.id',
    ]);
    expect(told('select nothing, g.x from staging.orders, generate_series(1, 2) as g (x)')).toEqual([
      'nothing <- unknown',
      'x <- unknown',
    ]);
    expect(told('select from where')).toBe('unknown');
  });
});

describe('the lineage of a project', async () => {
  const parser = await loadSqlParser();

  it('knows what a model gives before the warehouse does, on both engines’ names', () => {
    const lineage = projectLineage(parser, [
      { id: 'source.raw', relation: { schema: 'raw', identifier: 'o' }, sql: null, columns: ['a', 'b'] },
      {
        id: 'model.stg',
        relation: { schema: 'staging', identifier: 'o' },
        sql: 'select a as id, b from "raw.o"',
        columns: null,
      },
      {
        id: 'model.mart',
        relation: { schema: 'analytics', identifier: 'm' },
        sql: 'select * from "db"."staging"."o"',
        columns: null,
      },
    ]);
    expect(lineage.get('model.mart')).toEqual([
      { name: 'id', origins: [{ relation: 'model.stg', column: 'id' }], same: true },
      { name: 'b', origins: [{ relation: 'model.stg', column: 'b' }], same: true },
    ]);
    expect(lineage.has('source.raw')).toBe(false);
  });
});
