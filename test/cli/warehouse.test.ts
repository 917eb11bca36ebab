import { copyFile, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeZip } from '../archives.ts';
import { writePurchases } from '../warehouse/purchasesFile.ts';
import { interrupted, leadline, leadlineHere, startServing } from './leadline.ts';

/** Many processes one after another. */
const LONG = 120_000;

let blank: string;
let folder: string;
let home: string;
let shop: string;
let orders: string;

const ORDERS = [
  'Order ID,Sold on,Price,Title',
  '1,2026-03-01,19.99,"Soap, lavender"',
  '2,2026-03-02,5.00,Candle',
  '3,2026-03-03,7.50,Café mug',
];

beforeAll(async () => {
  blank = await mkdtemp(join(tmpdir(), 'leadline-cli-'));
  expect((await leadline(join(blank, 'home'), ['init', join(blank, 'shop')])).code).toBe(0);
});
afterAll(async () => rm(blank, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-'));
  home = join(folder, 'home');
  shop = join(folder, 'shop');
  orders = join(folder, 'orders.csv');
  await cp(join(blank, 'shop'), shop, { recursive: true });
  await writeFile(orders, `${ORDERS.join('\n')}\n`);
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function run(args: readonly string[]) {
  const ended = await leadlineHere(home, [...args, '--workspace', shop]);
  return { ...ended, data: args.includes('--json') ? (JSON.parse(ended.out) as unknown) : undefined };
}

async function count(relation: string): Promise<unknown> {
  const { data, err } = await run(['sql', `select count(*) as n from ${relation}`, '--json']);
  expect(data, err).toHaveProperty('rows');
  return (data as { rows: unknown[][] }).rows[0]?.[0];
}

describe('load', () => {
  it(
    'lands a file, says what came, and the tables and values are there exactly',
    async () => {
      const loaded = await leadline(home, [
        'load',
        orders,
        '--as',
        'raw.orders',
        '--json',
        '--workspace',
        shop,
      ]);
      expect([loaded.code, JSON.parse(loaded.out)]).toMatchObject([
        0,
        { relation: 'raw.orders', dry: false, rows: 3, rejected: 0 },
      ]);
      const tables = await run(['tables', '--json']);
      expect(tables.data).toMatchObject([
        { layer: 'raw', relation: 'raw.orders', kind: 'table', rows: 3, bytes: expect.any(Number) },
      ]);
      const asked = await run([
        'sql',
        'select order_id, sold_on, price, title from raw.orders order by 1',
        '--json',
      ]);
      expect(asked.data).toEqual({
        columns: [
          { name: 'order_id', type: { kind: 'integer' } },
          { name: 'sold_on', type: { kind: 'day' } },
          { name: 'price', type: { kind: 'decimal', scale: 2 } },
          { name: 'title', type: { kind: 'text' } },
        ],
        rows: [
          ['1', '2026-03-01', '1999', 'Soap, lavender'],
          ['2', '2026-03-02', '500', 'Candle'],
          ['3', '2026-03-03', '750', 'Café mug'],
        ],
        more: false,
      });
      const shown = await run([
        'sql',
        'select title, price from raw.orders order by order_id',
        '--limit',
        '2',
      ]);
      expect(shown.out).toMatch(/Soap, lavender +19\.99\n/);
      expect(shown.out).not.toContain('Café mug');
      expect(shown.err).toContain('--limit');
    },
    LONG,
  );

  it(
    'writes nothing in a dry run, and counts what a load then does',
    async () => {
      await writeFile(orders, `${[...ORDERS, '4,not a day,1.00,Odd', '5,2026-03-05'].join('\n')}\n`);
      const args = ['load', orders, '--as', 'raw.orders', '--contract', 'discard-row', '--json'];
      const dry = await run([...args, '--dry-run']);
      expect(dry.data).toMatchObject({ dry: true, loads: [] });
      expect((await run(['tables', '--json'])).data).toEqual([]);
      const { rows, rejected } = dry.data as { rows: number; rejected: number };
      const loaded = await run(args);
      expect(loaded.data).toMatchObject({ rows, rejected });
      expect(rows + rejected).toBe(5);
      expect(rejected).toBeGreaterThan(0);
      expect(await count('raw.orders')).toBe(String(rows));
    },
    LONG,
  );

  it(
    'knows a file again by its content, and loads it again only when told to',
    async () => {
      await run(['load', orders, '--as', 'raw.orders']);
      const copy = join(folder, 'another name.csv');
      await copyFile(orders, copy);
      const twice = await run(['load', copy, '--as', 'raw.orders', '--json']);
      expect([twice.code, twice.data]).toMatchObject([1, { failure: { code: 'FILE_DUPLICATE' } }]);
      expect(twice.err).toContain('--again');
      expect(await count('raw.orders')).toBe('3');
      expect((await run(['load', copy, '--as', 'raw.orders', '--again'])).code).toBe(0);
      expect(await count('raw.orders')).toBe('6');
      expect((await run(['load', copy, '--as', 'raw.elsewhere'])).code).toBe(0);
    },
    LONG,
  );

  it(
    'merges by key, replaces whole, and takes a replaced file back',
    async () => {
      const args = ['--as', 'raw.orders'];
      await run(['load', orders, ...args]);
      const changed = join(folder, 'changed.csv');
      await writeFile(changed, `${ORDERS[0]}\n3,2026-03-03,9.00,Café mug\n4,2026-03-04,1.25,Match\n`);
      expect(
        (await run(['load', changed, ...args, '--disposition', 'merge', '--key', 'order_id'])).code,
      ).toBe(0);
      const merged = await run(['sql', 'select order_id, price from raw.orders order by 1', '--json']);
      expect(merged.data).toMatchObject({
        rows: [
          ['1', '1999'],
          ['2', '500'],
          ['3', '900'],
          ['4', '125'],
        ],
      });
      expect((await run(['load', changed, ...args, '--disposition', 'replace', '--again'])).code).toBe(0);
      expect(await count('raw.orders')).toBe('2');
      expect((await run(['load', orders, ...args])).code).toBe(0);
      expect(await count('raw.orders')).toBe('5');
    },
    LONG,
  );

  it(
    'loads a folder, each file a load of its own',
    async () => {
      await writeFile(join(folder, 'more.csv'), `${ORDERS[0]}\n9,2026-03-09,1.00,Bowl\n`);
      const loaded = await run(['load', join(folder, '*.csv'), '--as', 'raw.orders', '--json']);
      expect(loaded.data).toMatchObject({ rows: 4 });
      expect((loaded.data as { loads: number[] }).loads).toHaveLength(2);
    },
    LONG,
  );

  it(
    'refuses wrong use and what is not there, and writes nothing',
    async () => {
      const refusals: [string[], number, string][] = [
        [['x.csv'], 2, '--as'],
        [['x.csv', '--as', 'staging.orders'], 2, 'RAW'],
        [['x.csv', '--as', 'raw.Orders'], 2, '--as'],
        [['x.csv', '--as', 'raw.orders', '--disposition', 'merge'], 2, '--key'],
        [['x.csv', '--as', 'raw.orders', '--delimiter', 'xx'], 2, '--delimiter'],
        [['nowhere.csv', '--as', 'raw.orders'], 1, 'nowhere.csv'],
      ];
      for (const [args, code, message] of refusals) {
        const ended = await run(['load', ...args]);
        expect([ended.code, ended.out], args.join(' ')).toEqual([code, '']);
        expect(ended.err).toContain(message);
      }
      expect((await run(['tables', '--json'])).data).toEqual([]);
    },
    LONG,
  );

  it(
    'leaves nothing behind when it is interrupted',
    async () => {
      const large = join(folder, 'large.csv');
      writePurchases(large, 400_000);
      const args = ['load', large, '--as', 'raw.purchases', '--workspace', shop];
      const ended = await interrupted(home, args, 'large.csv');
      expect(ended.code).toBe(1);
      expect(ended.err).toMatch(/cancelled/i);
      expect((await run(['tables', '--json'])).data).toEqual([]);
      expect((await run(['verify'])).code).toBe(0);
    },
    LONG,
  );
});

it(
  'names the file of an archive that it took for itself, and takes the one it is told',
  async () => {
    const zip = join(folder, 'export.zip');
    await writeFile(zip, makeZip({ 'prices.csv': 'sku,price\nA,1.50\n', 'products.csv': 'sku\nA\nB\n' }));
    const first = await run(['load', zip, '--as', 'raw.prices', '--json']);
    expect(first.data).toMatchObject({ rows: 1 });
    expect(first.err).toContain('The archive holds 2 files; prices.csv is read');
    const other = ['load', zip, '--as', 'raw.prices', '--entry', 'products.csv', '--json'];
    expect((await run(other)).data).toMatchObject({ rows: 2, notes: [] });
    expect((await run(other)).data).toMatchObject({ failure: { code: 'FILE_DUPLICATE' } });
  },
  LONG,
);

describe('sql', () => {
  it(
    'answers what it can’t run with what is wrong, and changes nothing',
    async () => {
      await run(['load', orders, '--as', 'raw.orders']);
      const wrong: [string, string][] = [
        ['drop table "raw.orders"', 'SQL_REFUSED'],
        ['select 1; select 2', 'SQL_REFUSED'],
        ['select nothing from raw.orders', 'SQL_FAILED'],
      ];
      for (const [sql, code] of wrong) {
        const asked = await run(['sql', sql, '--json']);
        expect([asked.code, asked.data], sql).toMatchObject([1, { failure: { code } }]);
      }
      expect(await count('raw.orders')).toBe('3');
    },
    LONG,
  );

  it(
    'works, like tables, while the workspace is open elsewhere; what writes says who has it',
    async () => {
      await run(['load', orders, '--as', 'raw.orders']);
      const app = await startServing(home, ['--workspace', shop]);
      try {
        expect(await count('raw.orders')).toBe('3');
        expect((await run(['tables', '--json'])).data).toMatchObject([{ rows: 3 }]);
        for (const args of [['load', orders, '--as', 'raw.more'], ['backup'], ['verify']]) {
          const refused = await run([...args, '--json']);
          expect([refused.code, refused.data]).toMatchObject([1, { failure: { code: 'WORKSPACE_IN_USE' } }]);
          expect(refused.err).toContain(String(app.process.pid));
        }
      } finally {
        await app.stop();
      }
    },
    LONG,
  );
});

describe('backup and restore', () => {
  it(
    'brings back what a backup held, keeps what was there, and verifies',
    async () => {
      await run(['load', orders, '--as', 'raw.orders']);
      const made = await run(['backup', '--json']);
      expect(made.code).toBe(0);
      const { path } = made.data as { path: string };
      expect((await run(['backup', '--list', '--json'])).data).toMatchObject([{ path }]);
      expect((await run(['backup', '--rehearse', '--json'])).data).toMatchObject({
        rows: expect.any(Number),
      });
      await run(['load', orders, '--as', 'raw.orders', '--again']);
      expect(await count('raw.orders')).toBe('6');
      const before = await readdir(join(shop, '.leadline'));
      expect((await run(['restore', path])).code).toBe(0);
      expect(await count('raw.orders')).toBe('3');
      expect((await readdir(join(shop, '.leadline'))).length).toBeGreaterThan(before.length);
      expect(await run(['verify', '--json'])).toMatchObject({ code: 0, data: { findings: [] } });
    },
    LONG,
  );

  it(
    'restores nothing that is no backup',
    async () => {
      await run(['load', orders, '--as', 'raw.orders']);
      expect((await run(['restore', orders])).code).toBe(1);
      expect(await count('raw.orders')).toBe('3');
    },
    LONG,
  );
});
