import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepForSweep } from '../leftovers.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { leadlineHere } from './leadline.ts';

const PASSPHRASE = 'twelve letters and more';

let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'leadline-cli-postgres-'));
}, 120_000);
afterAll(async () => {
  await server?.stop();
  keepForSweep(folder);
  await rm(folder, { recursive: true, force: true });
});

it('asks for the passphrase of the vault that holds the connection, and says of a server that refuses TLS what to do', async () => {
  const shop = join(folder, 'shop');
  const orders = join(folder, 'orders.csv');
  await writeFile(orders, 'id,price\n1,2.50\n2,3.00\n');
  const { user, password, port, database } = await server.database();
  const run = (args: readonly string[], ...lines: readonly string[]) =>
    leadlineHere(
      join(folder, 'home'),
      [...args, '--workspace', shop],
      lines.map((line) => `${line}\n`).join(''),
    );
  await leadlineHere(join(folder, 'home'), ['init', shop]);
  const config = join(shop, 'leadline.yml');
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replace('engine: sqlite', 'engine: postgres\n  connection: books'));
  expect((await run(['vault', 'create'], PASSPHRASE)).code).toBe(0);
  const secret = encodeURIComponent(password?.reveal() ?? '');
  await run(
    ['vault', 'set', 'books'],
    PASSPHRASE,
    `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`,
  );

  expect(await run(['tables'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Passphrase of the vault'),
  });
  expect(await run(['load', orders, '--as', 'raw.orders'], PASSPHRASE)).toMatchObject({ code: 0 });
  expect(await run(['sql', 'select sum(price) from raw.orders'], PASSPHRASE)).toMatchObject({
    out: expect.stringContaining('550'),
  });

  // A certificate of an authority asks for TLS on this machine too.
  await run(['vault', 'set', 'books.ca'], PASSPHRASE, 'any');
  const refused = await run(['load', orders, '--as', 'raw.orders', '--again'], PASSPHRASE);
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/127\.0\.0\.1 refuses TLS[\s\S]*ssl = on/),
  });
  await run(['vault', 'delete', 'books.ca'], PASSPHRASE);
  expect((await run(['sql', 'select count(*) from raw.orders'], PASSPHRASE)).out).toMatch(/\b2\b/);
}, 120_000);
