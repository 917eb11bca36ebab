import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgresStore } from '../../main/warehouse/postgres/openPostgresStore.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import type { Row } from '../../shared/domain/column.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';
import { column, failureOf, must, write } from './store/bench.ts';

let server: PostgresServer;
let store: Store;
beforeAll(async () => {
  server = await startPostgres();
  store = must(await openPostgresStore({ connection: await server.database(), log: quietLog() }));
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.stop();
});

it('brings rows into columns of types that only the server can read, whatever their texts hold', async () => {
  const name = relationName('raw', 'foreign');
  const texts = ['plain', '\\', '\\N', 'a\tb\r\nc', '\u0001', '’', ''];
  const rows = texts.map((text, at): Row => [BigInt(at), text, `${at}.50`, at % 2 === 0, null]);
  await write(store, async (session) => {
    await session.execute(
      `create table ${store.quote(name)} (id int4, word varchar(20), price numeric(12,2), even boolean, none text)`,
    );
    return session.insert(name, ['id', 'word', 'price', 'even', 'none'], [rows]);
  });
  const read = must(
    await store.query(`select id, word, price::text, even, none from ${store.quote(name)} order by id`),
  );
  expect(read.rows).toEqual(rows);
});

it('refuses a day that is none by row and column, and keeps nothing', async () => {
  const name = relationName('raw', 'days');
  const columns = [column('on', 'day')];
  await write(store, (session) => session.createTable({ name, columns }));
  const rows: Row[] = [['2024-02-29'], ['2023-02-29']];
  const failure = failureOf(await store.write((session) => session.insert(name, ['on'], [rows])));
  expect(failure).toMatchObject({ code: 'BAD_INPUT', subject: name });
  expect(failure.message).toContain('Row 2');
  expect(failure.message).toContain('2023-02-29');
  expect(must(await store.exactRows(name))).toBe(0);
});
