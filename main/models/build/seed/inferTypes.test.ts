import { expect, test } from 'vitest';
import { inferType } from './inferTypes.ts';
import { dayOf, instantOf, numberOf } from './readCell.ts';

test('a column is what every cell of it can be', () => {
  const cases: readonly (readonly [string, readonly (string | null)[]])[] = [
    ['integer', ['1', '-2', ' 3 ', null, '', 'NULL']],
    ['integer', [null, 'null', '  ']],
    ['integer', ['1.0', '2']],
    ['float', ['1', '2.5']],
    ['integer', ['$1,200', '50%']],
    ['integer', ['1', '0']],
    ['date', ['2024-01-01', '2024-2-29']],
    ['text', ['2024-01-01', '2023-02-29']],
    ['timestamp', ['2024-01-01 10:00:00']],
    ['timestamp', ['2024-01-01T10:00:00.5Z', '2024-01-01T10:00+02:00']],
    ['text', ['2024-01-01 10:00:00', '2024-01-01 10:00:00.5']],
    ['text', ['2024-01-01', '2024-01-01 10:00:00']],
    ['boolean', ['TRUE', 'false', null]],
    ['text', ['true', 'yes']],
    ['text', ['1', 'x']],
    ['text', ['1', 'true']],
  ];
  for (const [type, cells] of cases) expect(inferType(cells), JSON.stringify(cells)).toBe(type);
});

test('cells are read to what they mean', () => {
  expect(['-1,000', '-$5', '.5', '1e3', '€7', '5.', '--5', 'e3', '1 2'].map(numberOf)).toEqual([
    '-1000',
    '-5',
    '.5',
    '1e3',
    '7',
    '5.',
    null,
    null,
    null,
  ]);
  expect(dayOf('2024-2-3')).toBe('2024-02-03');
  expect(instantOf('2024-01-01T00:30:00+02:00', 'T')).toBe('2023-12-31 22:30:00');
  expect(instantOf('2024-01-01T10:00:00.123456789Z', 'T')).toBe('2024-01-01 10:00:00.123456');
  expect(instantOf('2024-01-01 25:00:00', ' ')).toBe(null);
});
