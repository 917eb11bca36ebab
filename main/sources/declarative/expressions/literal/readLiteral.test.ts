import { describe, expect, it } from 'vitest';
import { readLiteral } from './readLiteral.ts';

const read = (text: string) => readLiteral(text)?.value;

describe('readLiteral', () => {
  it.each([
    ['12', 12],
    ['+5', 5],
    ['-7', -7],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0o17', 15],
    ['0b101', 5],
    ['00', 0],
    ['1e3', 1000],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['1.', 1],
    ['012.5', 12.5],
    ['  12  ', 12],
    ['12\n', 12],
    ['12 # a dozen', 12],
    ['12345678901234567890', 12345678901234567890n],
    ['-12345678901234567890', -12345678901234567890n],
    ["'a'", 'a'],
    ['"a"', 'a'],
    ["'a' 'b'", 'ab'],
    ["'''a\nb'''", 'a\nb'],
    ['"""{"k": 1}"""', '{"k": 1}'],
    ["r'a\\n'", 'a\\n'],
    ["u'a'", 'a'],
    ["'\\u00e9\\x41\\101\\n\\q'", 'éAA\n\\q'],
    ['None', null],
    ['True', true],
    ['False', false],
    ['2, 5', [2, 5]],
    ['2,', [2]],
    ['()', []],
    ['(1)', 1],
    ['(1,)', [1]],
    ["[1, 'x', [None]]", [1, 'x', [null]]],
    ['[1,\n  2]', [1, 2]],
    ['[1, 2,]', [1, 2]],
    ["{'k': 1, 2: [True], None: 'n'}", { k: 1, 2: [true], null: 'n' }],
    ['{}', {}],
  ])('reads %j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ...['', '00501', '007', 'true', 'null', 'abc', '2-5', '1 2', '1+1', '2024-06-01', '2024-06-01T00:00:00Z'],
    ...[
      '5j',
      '1+2j',
      '[1+2j]',
      "b'a'",
      "f'a'",
      '{1, 2}',
      'set()',
      '...',
      'nan',
      'inf',
      '1e999',
      '--5',
      '-True',
    ],
    ...["'a", "'a\nb'", '[1', '1]', '[1 2]', '{1: }', '{"q": [1, true]}', '1__0', '1_', '0x', "'\\x4'"],
    ...[
      '\n  5',
      '1,\n2',
      '5\0',
      '__import__("os")',
      'None.x',
      "'a'.upper()",
      '[x for x in []]',
      "'\\N{DASH}'",
    ],
    ...['9'.repeat(4301), '['.repeat(201) + ']'.repeat(201), '('.repeat(100_000)],
  ])('takes %j for text', (text) => {
    expect(readLiteral(text)).toBeUndefined();
  });

  it('makes no prototype of a key', () => {
    const value = read("{'__proto__': {'polluted': 1}}") as Record<string, unknown>;
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('reads back whatever Python would have printed', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const make = (depth: number): unknown => {
      const kind = next(depth > 3 ? 5 : 7);
      if (kind === 0) return null;
      if (kind === 1) return next(2) === 1;
      if (kind === 2) return next(100_000) - 50_000;
      if (kind === 3) return next(1000) / 8 + 0.0625;
      if (kind === 4)
        return Array.from({ length: next(6) }, () => String.fromCodePoint(32 + next(400))).join('');
      if (kind === 5) return Array.from({ length: next(4) }, () => make(depth + 1));
      return Object.fromEntries(Array.from({ length: next(4) }, (_, at) => [`k${at}`, make(depth + 1)]));
    };
    const printed = (value: unknown): string => {
      if (value === null) return 'None';
      if (typeof value === 'boolean') return value ? 'True' : 'False';
      if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
      if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
      if (typeof value === 'object')
        return `{${Object.entries(value as object)
          .map(([key, one]) => `'${key}': ${printed(one)}`)
          .join(', ')}}`;
      return String(value);
    };
    for (let round = 0; round < 500; round += 1) {
      const value = make(0);
      expect(read(printed(value))).toEqual(value);
    }
  });
});
