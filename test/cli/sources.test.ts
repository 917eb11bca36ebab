import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from '../canary.ts';
import { keepForSweep } from '../leftovers.ts';
import { type ShopServer, shopManifest, startShop } from '../sources/extract/shopServer.ts';
import { interrupted, leadlineHere } from './leadline.ts';

/** Several commands one after another. */
const LONG = 60_000;
const PASSPHRASE = 'correct horse battery';

let blank: string;
let folder: string;
let home: string;
let shop: string;
let server: ShopServer | undefined;

beforeAll(async () => {
  blank = await mkdtemp(join(tmpdir(), 'leadline-cli-sources-'));
  const made = join(blank, 'shop');
  expect((await leadlineHere(join(blank, 'home'), ['init', made])).code).toBe(0);
  await leadlineHere(join(blank, 'home'), ['vault', 'create'], `${PASSPHRASE}\n`);
  await mkdir(join(made, 'connectors'));
  await writeFile(join(made, 'connectors', 'shop.yml'), shopManifest({ key: true }));
});
afterAll(async () => rm(blank, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-sources-'));
  home = join(folder, 'home');
  shop = join(folder, 'shop');
  await cp(blank, folder, { recursive: true });
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  keepForSweep(folder);
  await rm(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], piped = `${PASSPHRASE}\n`) {
  const ended = await leadlineHere(home, [...args, '--workspace', shop], piped);
  return { ...ended, data: args.includes('--json') && ended.out !== '' ? JSON.parse(ended.out) : undefined };
}

async function add(name = 'toys', secret = CANARY) {
  const args = ['source', 'add', 'shop', '--name', name, '--set', `address=${server?.origin}`];
  return run(args, `${PASSPHRASE}\n${secret}\n`);
}

async function count(sql: string): Promise<unknown> {
  const { data, err } = await run(['sql', sql, '--json']);
  expect(data, err).toHaveProperty('rows');
  return data.rows;
}

describe('a source from the command line', () => {
  it(
    'is added, checked, read and extracted, and its file names the secret only',
    async () => {
      server = await startShop({ key: CANARY });
      const added = await add();
      expect([added.code, added.err]).toMatchObject([0, expect.not.stringContaining('rror')]);
      expect(await readFile(join(shop, 'sources', 'toys.yml'), 'utf8')).toBe(
        `connector: shop\nconfig:\n  address: ${server.origin}\n  api_key:\n    secret: toys.api_key\n`,
      );
      const read = await run(['source', 'read', 'toys', '--stream', 'orders', '--limit', '2', '--json']);
      expect(read.data).toMatchObject([{ id: 1, buyer: { city: 'Paris' } }, { id: 2 }]);

      const extracted = await run(['extract', 'toys', '--json']);
      expect([extracted.code, extracted.data], extracted.err).toMatchObject([
        0,
        {
          source: 'toys',
          streams: [{ stream: 'orders', status: 'done', rows: 25, requests: 3 }, { status: 'skipped' }],
        },
      ]);
      expect(extracted.err).toContain('CustomPaginator');
      expect(await count('select count(*), min(total), max(total) from raw.toys__orders')).toEqual([
        ['25', '150', '2550'],
      ]);
      const listed = await run(['source', 'list']);
      expect(listed.out).toMatch(/toys +shop +orders +done +20\d\d-/);
      const traced = await run(['source', 'trace', 'toys', '--json']);
      expect(traced.data).toMatchObject([{ status: 200 }, { status: 200 }, { status: 200 }]);
      expect(JSON.stringify(traced.data)).not.toMatch(/example\.com/);
    },
    LONG,
  );

  it('takes no secret as an argument, and says what is missing', async () => {
    server = await startShop();
    const args = ['source', 'add', 'shop', '--set', 'api_key=abc', '--set', 'address=http://x'];
    const refused = await run(args);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining('arguments of a command are seen'),
    ]);
    expect(refused.err).not.toContain('abc');
    const missing = await run(['source', 'add', 'shop'], `${PASSPHRASE}\n${CANARY}\n`);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('address is missing')]);
    expect(await readdir(join(shop, 'sources')).catch(() => [])).not.toContain('shop.yml');
    expect((await run(['source', 'check', 'nobody'])).err).toContain('no source nobody');
    expect((await run(['source', 'add', 'nothing'])).err).toContain('no connector nothing');
    expect((await run(['source', 'sing', 'x'])).code).toBe(2);
    expect((await run(['extract'])).code).toBe(2);
  });

  it('a file that can’t be used stops only itself', async () => {
    server = await startShop();
    await mkdir(join(shop, 'sources'), { recursive: true });
    await writeFile(join(shop, 'sources', 'broken.yml'), 'connector: shop\nconfig:\n  api_key: [1\n');
    await writeFile(
      join(shop, 'sources', 'pasted.yml'),
      `connector: shop\nconfig:\n  api_key: hunter2hunter2\n`,
    );
    await writeFile(join(shop, 'sources', 'gone.yml'), 'connector: elsewhere\n');
    const { data } = await run(['source', 'list', '--json']);
    expect(data).toMatchObject([
      { name: 'broken', failure: { code: 'FILE_INVALID', problems: [{ line: 4 }] } },
      { name: 'gone', failure: { code: 'SOURCE_UNKNOWN' } },
      { name: 'pasted', failure: { code: 'FILE_INVALID', problems: [{ line: 3, column: 12 }] } },
    ]);
    expect(JSON.stringify(data)).not.toContain('hunter2');
  });

  it(
    'Ctrl-C keeps what came, and the next extraction goes on',
    async () => {
      server = await startShop({ key: CANARY, orders: 400, delayMs: 60 });
      await add();
      const env = ['extract', 'toys', '--stream', 'orders', '--workspace', shop];
      const stopped = await interrupted(home, env, 'Reading orders', 'SIGINT', `${PASSPHRASE}\n`);
      expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining('was cancelled')]);
      expect(await readdir(join(shop, '.leadline', 'spool')).catch(() => [])).toEqual([]);
      expect((await run(['extract', 'toys', '--stream', 'orders'])).code).toBe(0);
      expect(await count('select count(*), count(distinct id) from raw.toys__orders')).toEqual([
        ['400', '400'],
      ]);
    },
    LONG,
  );
});

describe('a secret that was entered', () => {
  it(
    'is in no file, log, output, exchange or cell, whatever goes wrong',
    async () => {
      let turn = 0;
      server = await startShop({
        instead(request, response) {
          turn += 1;
          const key = String(request.headers['x-key']);
          if (turn % 3 === 0) return false;
          response.statusCode = turn % 3 === 1 ? 403 : 500;
          const encoded = [key, encodeURIComponent(key), Buffer.from(`x:${key}`).toString('base64')].join(
            ' ',
          );
          response.end(JSON.stringify({ error: { message: encoded }, access_token: key }));
          return true;
        },
      });
      const said: string[] = [];
      const tell = async (...args: string[]) => {
        const { out, err } = await run(args);
        said.push(out, err);
      };
      const added = await add();
      said.push(added.out, added.err);
      await tell('source', 'check', 'toys');
      await tell('extract', 'toys', '--json');
      await tell('source', 'read', 'toys', '--stream', 'orders');
      await tell('extract', 'toys');
      await tell('source', 'trace', 'toys', '--json');
      await tell('source', 'list', '--json');
      expect(server.asked.length).toBeGreaterThan(3);
      const shapes = [CANARY, Buffer.from(CANARY).toString('base64').slice(2, -4)];
      expect(shapes.filter((shape) => said.join('\n').includes(shape))).toEqual([]);
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const file of files.filter((one) => one.isFile())) {
        const bytes = await readFile(join(file.parentPath, file.name));
        expect(
          shapes.filter((shape) => bytes.includes(shape)),
          file.name,
        ).toEqual([]);
      }
    },
    LONG,
  );
});
