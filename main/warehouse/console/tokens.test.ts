import { expect, test } from 'vitest';
import type { Engine } from '../store.ts';
import { tokenize } from './tokens.ts';

const kinds = (sql: string, engine: Engine = 'sqlite') =>
  tokenize(sql, engine)
    .tokens.map(({ kind, text }) => `${kind}:${text}`)
    .join(' ');

test.each<[Engine, string, string]>([
  ['sqlite', `select 'it''s -- no' -- yes\n, 1`, `name:select string:'it''s -- no' symbol:, number:1`],
  ['sqlite', 'select "a""b", `c`, [d e]', 'name:select quoted:a"b symbol:, quoted:c symbol:, quoted:d e'],
  ['sqlite', 'a /* x /* y */ b', 'name:a name:b'],
  ['postgres', 'a /* x /* y */ z */ b', 'name:a name:b'],
  [
    'postgres',
    'select $$a;b$$, $t$ $$ $t$, $1',
    'name:select string:$$a;b$$ symbol:, string:$t$ $$ $t$ symbol:, parameter:$1',
  ],
  ['postgres', `E'a\\'; drop' x`, `name:E string:'a\\'; drop' name:x`],
  ['sqlite', `'a\\' x`, `string:'a\\' name:x`],
  [
    'postgres',
    'x::int[1:n] = :n',
    'name:x symbol::: name:int symbol:[ number:1 symbol:: name:n symbol:] symbol:= parameter::n',
  ],
  ['sqlite', 'x = :n or y = ?', 'name:x symbol:= parameter::n name:or name:y symbol:= parameter:?'],
  ['sqlite', '1.5e-3 .5 0xFF', 'number:1.5e-3 number:.5 number:0xFF'],
  ['sqlite', 'größe', 'name:größe'],
  ['sqlite', 'a -- x\r still comment\n b', 'name:a name:b'],
  ['postgres', 'a -- x\r b', 'name:a name:b'],
])('%s reads %s', (engine, sql, expected) => {
  expect(kinds(sql, engine)).toBe(expected);
});

test.each<[Engine, string, string, number]>([
  ['sqlite', "select 'a", 'string', 7],
  ['sqlite', 'select "a', 'quoted name', 7],
  ['sqlite', 'select [a', 'quoted name', 7],
  ['sqlite', 'a /* b', 'comment', 2],
  ['postgres', 'a /* /* */', 'comment', 2],
  ['postgres', 'a $x$ $y$', 'dollar quote', 2],
])('%s says what %s leaves open', (engine, sql, what, start) => {
  expect(tokenize(sql, engine).unclosed).toEqual({ what, start });
});

test('every token is where it says it is', () => {
  const sql = `select "a", 'ü' from raw.orders -- end\n where x > :y`;
  for (const token of tokenize(sql, 'sqlite').tokens)
    if (token.kind !== 'quoted') expect(sql.slice(token.start, token.end)).toBe(token.text);
});
