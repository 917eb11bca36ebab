import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openAddon } from './addon.ts';
import { openBuiltIn } from './builtIn.ts';
import type { Driver } from './driver.ts';

const folders: string[] = [];
const open: Driver[] = [];

afterEach(() => {
  for (const db of open.splice(0)) db.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Each library with a file of its own: in one process they must never share one. */
function both(): Driver[] {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-drivers-'));
  folders.push(folder);
  const wanted = (name: string) => ({ file: join(folder, name), readonly: false, busyMs: 50 });
  const builtIn = openBuiltIn(wanted('builtin.db'));
  if (builtIn === null) throw new Error('The Node that runs the tests has a SQLite that may be used.');
  const drivers = [openAddon(wanted('addon.db')), builtIn];
  open.push(...drivers);
  for (const db of drivers)
    db.exec('create table kept (id integer primary key, word text, amount real, raw blob) strict');
  return drivers;
}

/** What a call answers, or how it fails: the code that failures are told by, and the words. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    return code.startsWith('SQLITE_')
      ? { code: code.split('_').slice(0, 2).join('_'), message: error.message }
      : error.name;
  }
}

const alike = (ask: (db: Driver) => unknown) => {
  const [addon, builtIn] = both().map((db) => outcome(() => ask(db)));
  expect(builtIn).toEqual(addon);
  return builtIn;
};

const WORDS = ['', 'plain', 'é😀', 'a\0b', 'x'.repeat(5_000), '￿'];

describe('both libraries alike', () => {
  it('run a statement that a block comment begins, and refuse a comment alone', () => {
    const rows = alike((db) => db.prepare('/* one; */ select 1 as a /* two */').raw().all());
    expect(rows).toEqual([[1n]]);
    alike((db) => db.prepare('/* one; */ -- two'));
  });

  it('keep every kind of value', () => {
    const rows = alike((db) => {
      const insert = db.prepare('insert into kept (id, word, amount, raw) values (?, ?, ?, ?)');
      for (const [at, word] of WORDS.entries())
        insert.run(BigInt(at), word, at / 3, new Uint8Array([at, 0, 255]));
      insert.run(2n ** 63n - 1n, null, Number.POSITIVE_INFINITY, null);
      insert.run(-(2n ** 63n), null, -0.5, new Uint8Array(0));
      return (db.prepare('select * from kept order by id').raw().all() as unknown[][]).map((row) =>
        row.map((value) => (value instanceof Uint8Array ? [...value] : value)),
      );
    });
    expect(rows).toHaveLength(WORDS.length + 2);
    expect(rows).toContainEqual([3n, 'a\0b', 1, [3, 0, 255]]);
  });

  it('take rows in bulk, beside one value by name', () => {
    const made = alike((db) => {
      const insert = db.prepare('insert into kept (word, id) values (?, @before + 1), (?, @before + 2)');
      const { changes } = insert.run(['one', 'two'], { before: 40n });
      return [
        changes,
        db
          .prepare('select id, word from kept order by id')
          .all()
          .map((row) => ({ ...(row as object) })),
      ];
    });
    expect(made).toEqual([
      2,
      [
        { id: 41n, word: 'one' },
        { id: 42n, word: 'two' },
      ],
    ]);
  });

  it('give rows as objects, arrays, single values, and one by one', () => {
    const given = alike((db) => {
      db.exec(`insert into kept (id, word) values (1, 'a'), (2, 'b'), (3, 'c')`);
      const ids = db.prepare('select id from kept order by id').pluck();
      const first: unknown[] = [];
      for (const row of db.prepare('select word from kept order by id').raw().iterate()) {
        first.push(row);
        if (first.length === 2) break;
      }
      // The statement that was left early holds nothing any more.
      db.exec('drop table kept');
      return { ids: outcome(() => ids.all()), first, none: db.prepare('select 1 where 0').get() };
    });
    expect(given).toMatchObject({ first: [['a'], ['b']], none: undefined });
  });

  it.each([
    ['no such table', 'select * from missing'],
    ['a syntax error', 'selec 1'],
    ['an incomplete statement', 'select ('],
    ['two statements', 'select 1; select 2'],
    ['no statement', ' -- nothing'],
    ['a wrong type', `insert into kept (id) values ('x')`],
  ])('refuse %s in the same words', (_, sql) => {
    expect(alike((db) => db.prepare(sql).run())).not.toHaveProperty('changes');
  });

  it('accept a comment or a semicolon behind the one statement', () => {
    alike((db) => db.prepare('select 7; -- that is all\n ; /* really */').pluck().get());
  });

  it('refuse too few values and too many, where the missing would silently be NULL', () => {
    const insert = 'insert into kept (word, amount) values (?, ?)';
    expect(alike((db) => db.prepare(insert).run('one'))).toBe('RangeError');
    expect(alike((db) => db.prepare(insert).run())).toBe('RangeError');
    expect(alike((db) => db.prepare(insert).run('one', 2, 3))).toBe('RangeError');
  });

  it.each([
    ['select 1', true, true],
    ['select * from kept where id = ?', true, true],
    ['insert into kept (word) values (1) returning id', true, false],
    ['update kept set word = null', false, false],
    ['create table another (id integer)', false, false],
    ['drop table kept', false, false],
    ['vacuum', false, false],
  ])('tell what %s does', (sql, reader, readonly) => {
    expect(alike((db) => ({ reader: db.prepare(sql).reader, readonly: db.prepare(sql).readonly }))).toEqual({
      reader,
      readonly,
    });
  });

  it('say where a column comes from', () => {
    const columns = alike((db) =>
      db
        .prepare('select word as said, amount + 1 as more from kept')
        .columns()
        .map(({ name, column, table, type }) => ({ name, column, table, type })),
    );
    expect(columns).toEqual([
      { name: 'said', column: 'word', table: 'kept', type: 'TEXT' },
      { name: 'more', column: null, table: null, type: null },
    ]);
  });

  it('know whether a transaction is under way, and answer pragmas', () => {
    const told = alike((db) => {
      const before = db.inTransaction;
      db.exec('begin');
      const within = db.inTransaction;
      db.exec('rollback');
      return [before, within, db.inTransaction, db.pragma('user_version', { simple: true })];
    });
    expect(told).toEqual([false, true, false, 0n]);
  });
});

describe('the SQLite inside Node', () => {
  it('says who holds a file by the code that failures are told by', () => {
    const [, db] = both();
    const file = db?.prepare('select file from pragma_database_list').pluck().get();
    const other = openBuiltIn({ file: String(file), readonly: false, busyMs: 10 });
    if (db === undefined || other === null) throw new Error('Both are open.');
    open.push(other);
    db.exec('begin immediate');
    expect(outcome(() => other.exec('begin immediate'))).toMatchObject({ code: 'SQLITE_BUSY' });
    db.exec('rollback');
  });
});
