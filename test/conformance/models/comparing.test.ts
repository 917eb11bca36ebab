import { describe, expect, it } from 'vitest';
import { canonicalText, plainDecimal } from './canonical.ts';
import { collapseDeletions } from './collapseDeletions.ts';
import { shellWords } from './commandLine.ts';
import { compareResults } from './compareResults.ts';
import { compareRows, type RowRules } from './compareRows.ts';
import { type Field, parseCsv } from './csv.ts';

const RULES: RowRules = {
  columns: ['id', 'amount', 'at'],
  families: ['whole', 'exact', 'instant'],
  loose: new Set(),
  windows: new Map([
    ['02', { from: Date.parse('2026-01-02T00:00:00Z'), to: Date.parse('2026-01-02T00:01:00Z') }],
  ]),
};
const DAY = '2026-01-01T00:00:00.000000Z';
const NOW = '2026-01-02T00:00:30.000000Z';

function compare(
  expected: readonly (readonly Field[])[],
  actual: readonly (readonly Field[])[],
  rules = RULES,
) {
  return compareRows(expected, actual, rules);
}

describe('the text of values', () => {
  it.each([
    ['1.500', '1.5'],
    ['100', '100'],
    ['-0.0', '0'],
    ['1e+21', '1000000000000000000000'],
    ['1.25e-7', '0.000000125'],
    ['.5', '0.5'],
    ['NaN', 'NaN'],
  ])('%s is %s', (given, plain) => expect(plainDecimal(given)).toBe(plain));

  it('is the same whatever an engine handed out', () => {
    expect([1n, 't', true].map((value) => canonicalText(value, 'boolean'))).toEqual(['true', 'true', 'true']);
    expect(canonicalText(0.1 + 0.2, 'float')).toBe('0.3');
    expect(canonicalText('2024-01-02 03:04:05.5+00', 'instant')).toBe('2024-01-02T03:04:05.500000Z');
    expect(canonicalText('2024-01-02 03:04', 'instant')).toBe('2024-01-02T03:04:00.000000Z');
    expect(canonicalText(null, 'text')).toBeNull();
  });
});

describe('recorded tables', () => {
  it('tell NULL from an empty text and from a text that looks like it', () => {
    expect(parseCsv('a,b,c\n\\N,,"\\N"\n"x ""y"", z","two\nlines",\n')).toEqual({
      columns: ['a', 'b', 'c'],
      rows: [
        [null, '', '\\N'],
        ['x "y", z', 'two\nlines', ''],
      ],
    });
  });
});

describe('rows', () => {
  it('are a multiset: order counts for nothing, each copy does', () => {
    const rows = [
      ['1', '2', DAY],
      ['1', '2', DAY],
      ['2', '3', DAY],
    ];
    expect(compare(rows, rows.toReversed())).toEqual([]);
    expect(compare(rows, [rows[0] ?? [], rows[2] ?? [], rows[2] ?? []]).join()).toContain('missing: 1, 2');
  });

  it('allow numbers a billionth, and nothing else anything', () => {
    expect(compare([['1', '1000000', DAY]], [['1', '1000000.0000001', DAY]])).toEqual([]);
    expect(compare([['1', '1', DAY]], [['1', '1.00000001', DAY]])).not.toEqual([]);
    expect(compare([['1', '1', DAY]], [['1', null, DAY]])).not.toEqual([]);
    expect(compare([['1', '1', DAY]], [['1', '1', '2026-01-01T00:00:00.000001Z']])).not.toEqual([]);
  });

  it('fail for one that is wrong, missing or too many', () => {
    expect(compare([['1', '2', DAY]], [['1', '3', DAY]])).toHaveLength(2);
    expect(compare([['1', '2', DAY]], [])).toEqual(['expected 1 rows, got 0', `missing: 1, 2, ${DAY}`]);
    expect(compare([], [['1', '2', DAY]])).toEqual(['expected 0 rows, got 1', `not expected: 1, 2, ${DAY}`]);
  });

  it('hold a moment to the time of its step', () => {
    expect(compare([['1', '2', '<now:02>']], [['1', '2', NOW]])).toEqual([]);
    expect(compare([['1', '2', '<now:02>']], [['1', '2', DAY]])).not.toEqual([]);
    expect(compare([['1', '2', '<now:02>']], [['1', '2', null]])).not.toEqual([]);
    expect(compare([['1', '2', '<now:03>']], [['1', '2', NOW]])).not.toEqual([]);
  });

  it('hold equal marks in a row to equal values', () => {
    const rules: RowRules = { ...RULES, columns: ['from', 'to'], families: ['instant', 'instant'] };
    const later = '2026-01-02T00:00:31.000000Z';
    expect(compare([['<now:02>', '<now:02>']], [[NOW, NOW]], rules)).toEqual([]);
    expect(compare([['<now:02>', '<now:02>']], [[NOW, later]], rules)).not.toEqual([]);
  });

  it('pair a masked row with one that no other needs', () => {
    const expected = [
      ['1', '2', '<now:02>'],
      ['1', '2', NOW],
    ];
    const other = '2026-01-02T00:00:31.000000Z';
    expect(
      compare(expected, [
        ['1', '2', NOW],
        ['1', '2', other],
      ]),
    ).toEqual([]);
  });

  it('hold what changes each time to being there and being unlike the others', () => {
    const expected = [
      ['1', '2', '<volatile>'],
      ['2', '2', '<volatile>'],
    ];
    expect(
      compare(expected, [
        ['1', '2', 'a'],
        ['2', '2', 'b'],
      ]),
    ).toEqual([]);
    expect(
      compare(expected, [
        ['1', '2', 'a'],
        ['2', '2', 'a'],
      ]),
    ).not.toEqual([]);
    expect(
      compare(expected, [
        ['1', '2', 'a'],
        ['2', '2', null],
      ]),
    ).not.toEqual([]);
  });

  it('leave out loose columns', () => {
    expect(compare([['1', '2', DAY]], [['9', '2', DAY]], { ...RULES, loose: new Set(['id']) })).toEqual([]);
  });
});

it('makes one of deletion rows that follow one another', () => {
  const columns = ['id', 'dbt_valid_from', 'dbt_valid_to', 'dbt_is_deleted'];
  const rows = [
    ['1', 'a', 'b', 'False'],
    ['1', 'b', 'c', 'True'],
    ['1', 'c', 'd', 'True'],
    ['1', 'd', null, 'True'],
    ['2', 'b', null, 'True'],
    ['1', 'x', 'y', 'True'],
  ];
  expect(collapseDeletions({ columns, rows }).rows).toEqual([
    ['1', 'a', 'b', 'False'],
    ['1', 'b', null, 'True'],
    ['1', 'x', 'y', 'True'],
    ['2', 'b', null, 'True'],
  ]);
});

describe('results', () => {
  const expected = {
    exit_code: 1,
    results: [
      { unique_id: 'model.p.a', status: 'success' },
      { unique_id: 'test.p.t.0123456789', status: 'fail', failures: 2 },
      { unique_id: 'unit_test.p.a.u', status: 'pass', status_any: ['pass', 'skipped'], failures: 0 },
    ],
  };
  const results = [
    { id: 'model.p.a', status: 'success' },
    { id: 'test.p.t.abcdef0123', status: 'fail', failures: 2 },
    { id: 'unit_test.p.a.u', status: 'skipped' },
  ];

  it('agree where only the hash differs, or any status of several will do', () => {
    expect(compareResults(expected, { exitCode: 1, results })).toEqual([]);
  });

  it('differ by a code, a status, a count, one missing and one too many', () => {
    expect(compareResults(expected, { exitCode: 0, results })).toHaveLength(1);
    expect(
      compareResults(expected, {
        exitCode: 1,
        results: [
          { id: 'model.p.a', status: 'error', message: 'no such table' },
          { id: 'test.p.t.abcdef0123', status: 'fail', failures: 3 },
          { id: 'model.p.b', status: 'success' },
        ],
      }),
    ).toEqual([
      'model.p.a: expected success, got error (no such table)',
      'test.p.t.0123456789: expected 2 failures, got 3',
      'unit_test.p.a.u: expected pass or skipped, got no result',
      'model.p.b: not expected, is success',
    ]);
  });

  it('hold a selection to its ids', () => {
    const selected = { exit_code: 0, selected: ['a', 'b'] };
    expect(compareResults(selected, { exitCode: 0, selected: ['b', 'a'] })).toEqual([]);
    expect(compareResults(selected, { exitCode: 0, selected: ['b', 'c'] })).toHaveLength(2);
  });
});

it('splits a command line as a shell does', () => {
  expect(shellWords(`run --vars '{a: [b, c], d: "e"}' -s a+ "b c" x\\ y`)).toEqual([
    'run',
    '--vars',
    '{a: [b, c], d: "e"}',
    '-s',
    'a+',
    'b c',
    'x y',
  ]);
});
