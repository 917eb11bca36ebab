import { expect, it } from 'vitest';
import { numberPlaceholders } from './placeholders.ts';

it.each([
  ['select ?, ?', 'select $1, $2', 2],
  ["select '?', 'it''s ?', ?", "select '?', 'it''s ?', $1", 1],
  ["select E'\\'?', e'a\\\\', ?", "select E'\\'?', e'a\\\\', $1", 1],
  // A name that ends in e is no mark of backslashes.
  ["select name'\\', ?", "select name'\\', $1", 1],
  ['select "a?""b?", ?', 'select "a?""b?", $1', 1],
  ['select ? -- what?\n, ?', 'select $1 -- what?\n, $2', 2],
  ['select /* ? /* ? */ ? */ ?', 'select /* ? /* ? */ ? */ $1', 1],
  ['select $$ ? $$, $tag$ ? $$ $tag$, ?', 'select $$ ? $$, $tag$ ? $$ $tag$, $1', 1],
  // `$` within a name begins no quote.
  ['select a$b$, ?, c$b$', 'select a$b$, $1, c$b$', 1],
  ['select doc ?? ?, a - ? / ?', 'select doc ? $1, a - $2 / $3', 3],
  ["select 'never closed ?", "select 'never closed ?", 0],
  ['select /* never closed ?', 'select /* never closed ?', 0],
  ['?', '$1', 1],
  ['', '', 0],
])('numbers what is a placeholder: %s', (given, wanted, count) => {
  const numbered = numberPlaceholders(given);
  expect([numbered.sql, numbered.count]).toEqual([wanted, count]);
});

it('finds the place in what was given', () => {
  const given = `select ${'?, '.repeat(12)}nix`;
  const { sql, at } = numberPlaceholders(given);
  expect(at(sql.indexOf('nix'))).toBe(given.indexOf('nix'));
  expect(at(0)).toBe(0);
});
