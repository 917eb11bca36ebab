import { expect, it } from 'vitest';
import { sameForContract } from './contractType.ts';

it.each([
  ['text', 'character varying(20)', true],
  ['character varying', 'text', true],
  ['smallint', 'integer', true],
  ['numeric(10,2)', 'numeric', true],
  ['timestamp(3) without time zone', 'timestamp without time zone', true],
  ['integer', 'bigint', false],
  ['numeric', 'double precision', false],
  ['timestamp with time zone', 'timestamp without time zone', false],
  ['text[]', 'text', false],
])('%s keeps the promise of %s: %s', (given, promised, kept) => {
  expect(sameForContract(given, promised)).toBe(kept);
});
