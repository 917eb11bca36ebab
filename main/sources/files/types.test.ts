import { expect, it } from 'vitest';
import { guessType } from './types.ts';

const kind = (...cells: unknown[]) => guessType(cells).type;

it('guesses the narrowest type of text', () => {
  expect(kind('1', '-20', '')).toEqual({ kind: 'integer' });
  expect(kind('true', 'FALSE')).toEqual({ kind: 'boolean' });
  expect(kind('2026-03-08', '2024-02-29')).toEqual({ kind: 'day' });
  expect(kind('2026-03-08T10:00:00Z', '2026-03-08 10:00:00+01:00')).toEqual({ kind: 'instant' });
  expect(kind('{"a":1}', '[]')).toEqual({ kind: 'json' });
  expect(kind('a', '1')).toEqual({ kind: 'text' });
});

it('keeps money exact with its decimals, and measures as numbers', () => {
  expect(kind('12.50', '3.00', '4')).toEqual({ kind: 'decimal', scale: 2 });
  expect(kind('$1,234.5', '$2')).toEqual({ kind: 'decimal', scale: 2 });
  expect(kind('1.0', '2.0')).toEqual({ kind: 'number' });
  expect(kind('1.25', '2.125')).toEqual({ kind: 'number' });
  expect(kind('1e5', '2')).toEqual({ kind: 'number' });
  expect(guessType(['1.234,50', '7,25'])).toEqual({ type: { kind: 'decimal', scale: 2 }, decimalMark: ',' });
  expect(kind(12.5, 7.25, 3)).toEqual({ kind: 'decimal', scale: 2 });
  expect(kind(12.5, 7.255)).toEqual({ kind: 'number' });
});

it('leaves what could mean two things as text, and says so', () => {
  expect(guessType(['03/04/2026', '05/06/2026'])).toEqual({
    type: { kind: 'text' },
    note: 'Could be day/month or month/day: choose day and say which comes first.',
  });
  expect(guessType(['1,234', '5,678']).note).toContain('decimals or thousands');
  expect(guessType(['2026-03-08 10:00:00']).note).toContain('without a zone');
  expect(guessType(['00123', '45600']).note).toContain('leading zeros');
});

it('names the few values that make a column of numbers, days or instants text', () => {
  const most = (common: string, ...odd: string[]) => guessType([...Array<string>(20).fill(common), ...odd]);
  expect(most('9.50', 'twelve')).toEqual({
    type: { kind: 'text' },
    note: expect.stringContaining('“twelve”; the other first values are numbers'),
  });
  expect(most('2026-03-08', 'soon', 'later').note).toContain(
    '“soon” and 1 more; the other first values are days',
  );
  expect(most('2026-03-08T10:00:00Z', 'x'.repeat(99)).note).toContain(`${'x'.repeat(24)}…`);
  expect(most('9.50', 'a', 'b', 'c')).toEqual({ type: { kind: 'text' } });
  expect(guessType(['1.50', 'a'])).toEqual({ type: { kind: 'text' } });
});

it('takes the order of a day from a value that has only one', () => {
  expect(guessType(['03/04/2026', '25/06/2026'])).toEqual({ type: { kind: 'day' }, dayOrder: 'dmy' });
  expect(guessType(['03/04/2026', '06/25/2026'])).toEqual({ type: { kind: 'day' }, dayOrder: 'mdy' });
  expect(guessType(['03.04.2026'])).toEqual({ type: { kind: 'day' }, dayOrder: 'dmy' });
  expect(kind('25/06/2026', '06/25/2026')).toEqual({ kind: 'text' });
});

it('judges by values and not by what is missing', () => {
  expect(guessType(['', 'NA', null])).toEqual({ type: { kind: 'text' }, note: 'Empty in the first rows.' });
  expect(kind('', 'NULL', '7')).toEqual({ kind: 'integer' });
  expect(kind(1, 2n)).toEqual({ kind: 'integer' });
  expect(kind({ a: 1 }, [1])).toEqual({ kind: 'json' });
  expect(guessType([1, 'x']).note).toBe('Holds values of several kinds.');
});
