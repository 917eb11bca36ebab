import { expect, it } from 'vitest';
import { FoundColumn } from '../../../../shared/contract/files.ts';
import { choiceOf, choicesFor } from './typeChoices.ts';

function found(part: object): FoundColumn {
  return FoundColumn.parse({ from: 'A', name: 'a', nullable: true, ...part });
}

it.each([
  { type: { kind: 'text' } },
  { type: { kind: 'decimal', scale: 2 } },
  { type: { kind: 'decimal', scale: 7 }, decimalMark: ',' },
  { type: { kind: 'day' }, dayOrder: 'mdy' },
  { type: { kind: 'day' }, dayOrder: 'ymd' },
  { type: { kind: 'bytes' } },
])('offers what was found, once: %j', (part) => {
  const column = found(part);
  const matches = choicesFor(column).filter(({ value }) => value === choiceOf(column));
  expect(matches).toHaveLength(1);
  expect(matches[0]?.type).toEqual(column.type);
});

it('offers each choice under a value of its own', () => {
  const values = choicesFor(found({ type: { kind: 'decimal', scale: 9 } })).map(({ value }) => value);
  expect(new Set(values).size).toBe(values.length);
});
