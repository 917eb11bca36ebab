import { describe, expect, it } from 'vitest';
import type { Row, Value } from '../../../../shared/domain/column.ts';
import { countControls } from './controls.ts';
import { createTextEncoder } from './textRows.ts';

function encoded(rows: readonly Row[], stamps = {}, spare?: ArrayBuffer): string {
  const result = createTextEncoder(['a', 'b'], stamps).encode(rows, spare);
  if ('why' in result) throw new Error(result.why);
  return Buffer.from(result).toString('utf8');
}

describe('rows for COPY', () => {
  it('are lines of fields, with what is stamped behind them', () => {
    const rows: Row[] = [
      ['Café', 1n],
      [null, true],
      ['’', -0],
    ];
    const stamps = { constants: { _load: 7n, from: null }, ordinal: '_row' };
    expect(encoded(rows, stamps)).toBe(
      'Café\t1\t7\t\u0001\t1\n\u0001\tt\t7\t\u0001\t2\n’\t-0\t7\t\u0001\t3\n',
    );
  });

  it.each(['\t', '\n', '\r', '\\', '\u0001'])('keep %j as text wherever it stands', (special) => {
    for (let at = 0; at < 9; at += 1) {
      const text = `${'x'.repeat(at)}${special}y`;
      const expected = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' }[special] ?? '\\x01';
      expect(
        encoded([
          ['plain', null],
          [text, 'z'],
        ]),
      ).toBe(`plain\t\u0001\n${'x'.repeat(at)}${expected}y\tz\n`);
    }
  });

  it('number on after rows that needed care', () => {
    const encoder = createTextEncoder(['a', 'b'], { ordinal: '_row' });
    const lines = [[['x', 'y']], [['\\', 'y']], [['x', 'y']]].map((rows) => {
      const result = encoder.encode(rows);
      return 'why' in result ? result.why : Buffer.from(result).toString('utf8');
    });
    expect(lines).toEqual(['x\ty\t1\n', '\\\\\ty\t2\n', 'x\ty\t3\n']);
    expect(encoder.rows).toBe(3);
  });

  it('grow beyond the room they are given, and are the same in one used before', () => {
    const rows = Array.from({ length: 500 }, (_, at): Row => [`row ${at} `.repeat(40), BigInt(at)]);
    const spare = new ArrayBuffer(1_000);
    expect(encoded(rows, {}, spare)).toBe(encoded(rows));
    const used = new ArrayBuffer(1_000_000);
    new Uint8Array(used).fill(9);
    expect(encoded(rows, {}, used)).toBe(encoded(rows));
  });

  it.each<[string, Value, string]>([
    ['half a character', 'x\ud800', 'surrogate'],
    ['a NUL', 'x\0', 'U+0000'],
    ['more than 64 bits', 2n ** 63n, '64 bits'],
    ['no number', Number.NaN, 'NaN'],
  ])('with %s are refused by row and column', (_, value, why) => {
    const encoder = createTextEncoder(['a', 'b'], {});
    encoder.encode([['x', 'y']]);
    const result = encoder.encode([
      ['\ufffd', 1],
      ['x', value],
    ]);
    expect(result).toEqual({ row: 3, column: 'b', why: expect.stringContaining(why) });
  });
});

it('counts every byte below 14 and no other, at any place in any length', () => {
  for (let length = 0; length < 40; length += 1)
    for (let first = 0; first < 256; first += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (first + at * 37) % 256);
      expect(countControls(bytes)).toBe(bytes.filter((byte) => byte < 14).length);
    }
});
