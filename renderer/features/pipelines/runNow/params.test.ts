import { expect, it } from 'vitest';
import type { Param } from '../../../../shared/domain/pipeline/pipeline.ts';
import { draftOf, readParams } from './params.ts';

it.each([
  [{ type: 'text' }, ' a b ', ' a b '],
  [{ type: 'number' }, ' 1.5 ', 1.5],
  [{ type: 'integer' }, '12', 12],
  [{ type: 'boolean' }, 'true', true],
  [{ type: 'boolean' }, 'false', false],
  [{ type: 'day' }, '2024-02-29', '2024-02-29'],
  [{ type: 'list' }, 'a\n\n b \n', ['a', 'b']],
  [{ type: 'list' }, '', []],
  [{ type: 'list', default: [1, 2] }, '3\n4', [3, 4]],
  [{ type: 'list', choices: ['a', 2] }, '2\na', [2, 'a']],
  [{ type: 'integer', choices: [7, 30] }, '30', 30],
] as const)('reads of %j from %j: %j', (param, text, value) => {
  const read = readParams({ one: param as unknown as Param }, { one: text });
  expect(read).toEqual({ values: { one: value }, faults: {} });
});

it.each([
  [{ type: 'text' }, '', 'no default'],
  [{ type: 'number' }, 'many', 'number'],
  [{ type: 'number' }, 'Infinity', 'number'],
  [{ type: 'integer' }, '1.5', 'whole'],
  [{ type: 'day' }, '2026-02-30', 'day'],
  [{ type: 'text', choices: ['a'] }, 'b', 'offered'],
  [{ type: 'list', choices: ['a'] }, 'a\nb', 'b is none of a'],
  [{ type: 'list', default: [1] }, '1\nx', 'x is no number'],
] as const)('refuses of %j: %j', (param, text, told) => {
  const read = readParams({ one: param as unknown as Param }, { one: text });
  expect(read.values).toEqual({});
  expect(read.faults['one']).toContain(told);
});

it('begins with the defaults, and leaves to them what was emptied', () => {
  const params = {
    days: { type: 'integer', default: 7 },
    shops: { type: 'list', default: ['a', 'b'] },
    full: { type: 'boolean' },
  } as const;
  const given = params as unknown as Readonly<Record<string, Param>>;
  const draft = draftOf(given);
  expect(draft).toEqual({ days: '7', shops: 'a\nb', full: 'false' });
  expect(readParams(given, { ...draft, days: ' ' }).values).toEqual({ shops: ['a', 'b'], full: false });
});
