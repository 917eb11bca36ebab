import { expect, test } from 'vitest';
import type { Start } from '../build.suite.ts';

export function testSeeds(start: Start): void {
  test('a seed’s columns are typed as dbt guesses them', async () => {
    const shop = await start({
      'seeds/guessed.csv': `whole,dec,day,at,yes,word,mixed,nothing,money
1,1.10,2024-01-01,2024-01-01 10:00:00,True,abc,1,,"$1,200"
-2,3,2024-12-31,2024-01-01 10:00:01,False,"quo""te",x,,$5
3000000,0.001,,,,  padded  ,null,NULL,
`,
      'seeds/semis.csv': 'a;b\n007;x,y\n08;\n',
      'dbt_project.yml':
        'name: shop\nseeds: {shop: {semis: {+delimiter: ";", +column_types: {a: varchar(8)}}}}\n',
    });
    const { schema } = (await shop.project()).options.target;
    const { result } = await shop.built();
    expect(result('guessed').rows).toBe(3);
    const postgres = shop.opened.engine === 'postgres';
    const { builds } = shop.opened.warehouse;
    const line = await builds.line();
    if (!line.ok) throw new Error(line.failure.message);
    const columns = await line.value.columns({ database: builds.database, schema, identifier: 'guessed' });
    await line.value.close();
    expect(columns.ok && columns.value.map(({ dataType }) => dataType)).toEqual(
      postgres
        ? [
            'integer',
            'double precision',
            'date',
            'timestamp without time zone',
            'boolean',
            'text',
            'text',
            'integer',
            'integer',
          ]
        : ['integer', 'real', 'date', 'timestamp', 'boolean', 'text', 'text', 'integer', 'integer'],
    );
    const at = (second: string) =>
      postgres ? `2024-01-01 10:00:0${second}` : `2024-01-01T10:00:0${second}.000000Z`;
    const yes = (value: boolean) => (postgres ? value : value ? 1n : 0n);
    expect(await shop.rows(schema, 'guessed')).toEqual([
      [-2n, 3, '2024-12-31', at('1'), yes(false), 'quo"te', 'x', null, 5n],
      [1n, 1.1, '2024-01-01', at('0'), yes(true), 'abc', '1', null, 1200n],
      [3_000_000n, 0.001, null, null, null, '  padded  ', null, null, null],
    ]);
    expect(await shop.rows(schema, 'semis')).toEqual([
      ['007', 'x,y'],
      ['08', null],
    ]);
  });

  test('a table that is there keeps its columns until a full refresh', async () => {
    const shop = await start({ 'seeds/codes.csv': 'code,n\na,1\nb,2\n' });
    const { schema } = (await shop.project()).options.target;
    await shop.built();
    await shop.write({ 'seeds/codes.csv': 'code\nc\n' });
    expect((await shop.built()).statuses).toEqual({ codes: 'success' });
    expect(await shop.rows(schema, 'codes')).toEqual([['c', null]]);
    await shop.write({ 'seeds/codes.csv': 'code,n,more\nd,4,5\n' });
    const refused = await shop.built();
    expect(refused.statuses).toEqual({ codes: 'error' });
    expect(refused.result('codes').failure).toMatchObject({ code: 'MODEL_FAILED' });
    expect(refused.result('codes').message).toContain('more');
    expect(await shop.rows(schema, 'codes')).toEqual([['c', null]]);
    expect((await shop.built({ fullRefresh: true })).statuses).toEqual({ codes: 'success' });
    expect(await shop.rows(schema, 'codes')).toEqual([['d', 4n, 5n]]);
  });

  test('a ragged seed says where, and leaves what was there', async () => {
    const shop = await start({
      'seeds/codes.csv': 'code,n\na,1\n',
      'models/over.sql': "select code from {{ ref('codes') }}",
      'models/beside.sql': 'select 1 as id',
    });
    const { schema } = (await shop.project()).options.target;
    await shop.built();
    await shop.write({ 'seeds/codes.csv': 'code,n\na,1\nb,2,3\n' });
    const { statuses, result } = await shop.built();
    expect(statuses).toEqual({ codes: 'error', over: 'skipped', beside: 'success' });
    expect(result('codes').failure?.problems?.[0]).toMatchObject({ file: 'seeds/codes.csv', line: 3 });
    expect(await shop.rows(schema, 'codes')).toEqual([['a', 1n]]);
  });

  test('a seed of many rows arrives whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at},"text ${at} with 'quotes' and more of it"`);
    const shop = await start({ 'seeds/many.csv': `id,word\n${rows.join('\n')}\n` });
    const { schema } = (await shop.project()).options.target;
    expect((await shop.built()).result('many').rows).toBe(20_000);
    expect(
      await shop.run(
        `select count(*), sum(id), count(distinct word) from ${shop.opened.name(schema, 'many')}`,
      ),
    ).toEqual([[20_000n, expect.anything(), 20_000n]]);
  });
}
