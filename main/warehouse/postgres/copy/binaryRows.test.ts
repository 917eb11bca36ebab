import { describe, expect, it } from 'vitest';
import type { Row, Value } from '../../../../shared/domain/column.ts';
import { OID } from '../columnTypes.ts';
import { createBinaryEncoder, fitsBinary } from './binaryRows.ts';

const COLUMNS = ['word', 'whole'];
const TYPES = [OID.text, OID.int8];

function encoded(rows: readonly Row[], spare?: ArrayBuffer): Buffer {
  const result = createBinaryEncoder(COLUMNS, TYPES, {}).encode(rows, spare);
  if ('why' in result) throw new Error(result.why);
  return Buffer.from(result);
}

// That the server reads the rest as it was meant is what the suite of both stores shows.
describe('rows in the binary format of COPY', () => {
  it('are counted fields, each behind its length, with what is stamped behind them', () => {
    const stamps = { constants: { _load: 7n }, ordinal: '_row' };
    const encoder = createBinaryEncoder(['word'], [OID.text, OID.int8, OID.int8], stamps);
    encoder.encode([['x']]);
    const result = encoder.encode([['é’'], [null]]);
    expect('why' in result ? result : Buffer.from(result).toString('hex')).toBe(
      ['0003', '00000005', 'c3a9e28099', '00000008', '0000000000000007', '00000008', '0000000000000002'].join(
        '',
      ) + ['0003', 'ffffffff', '00000008', '0000000000000007', '00000008', '0000000000000003'].join(''),
    );
    expect(encoder.rows).toBe(3);
  });

  it('are the same whatever room they are given, and however long their texts are', () => {
    const rows = Array.from({ length: 300 }, (_, at): Row => ['aé’😀'.repeat(at), BigInt(at)]);
    const used = new ArrayBuffer(2_000_000);
    new Uint8Array(used).fill(9);
    const bytes = encoded(rows);
    expect(encoded(rows, used).equals(bytes)).toBe(true);
    expect(encoded(rows, new ArrayBuffer(10)).equals(bytes)).toBe(true);
    let at = 0;
    for (const [word] of rows) {
      const length = bytes.readInt32BE(at + 2);
      expect(length).toBe(Buffer.byteLength(String(word)));
      at += 2 + 4 + length + 12;
    }
  });

  it.each<[string, Value, string]>([
    ['half a character', 'x\ud800', 'surrogate'],
    ['half a character in a long text', `${'x'.repeat(99)}\udc00`, 'surrogate'],
    ['a NUL', '\0', 'U+0000'],
    ['a NUL in a long text', `${'’'.repeat(99)}\0`, 'U+0000'],
    ['a number where text belongs', 5, 'its type can’t be: “5”'],
  ])('with %s are refused by row and column', (_, value, why) => {
    const encoder = createBinaryEncoder(COLUMNS, TYPES, {});
    encoder.encode([['x', 1n]]);
    const result = encoder.encode([
      ['plain', 2n],
      [value, 3n],
    ]);
    expect(result).toEqual({ row: 3, column: 'word', why: expect.stringContaining(why) });
  });

  it('keep a replacement character that was in the text', () => {
    expect(encoded([['\ufffd', 1n]]).toString('hex')).toContain('00000003efbfbd');
  });

  it.each<[number, Value]>([
    [OID.int8, 2n ** 63n],
    [OID.int8, 1.5],
    [OID.float8, Number.NaN],
    [OID.date, '2026-02-30'],
    [OID.timestamptz, '2026-02-03'],
    [OID.bool, 't'],
    [OID.bytea, 'x'],
  ])('refuse for a column of the type %s the value %s', (type, value) => {
    const result = createBinaryEncoder(['it'], [type], {}).encode([[null], [value]]);
    expect(result).toMatchObject({ row: 2, column: 'it' });
  });

  it('throw at a row of another width, which would be read as something else', () => {
    expect(() => encoded([['x']])).toThrow('1 values for 2 columns');
  });

  it('are not made for types that only the server can read', () => {
    expect(fitsBinary(TYPES, {})).toBe(true);
    expect(fitsBinary([...TYPES, OID.numeric], {})).toBe(false);
    expect(fitsBinary(TYPES, { ordinal: '_row' })).toBe(true);
    expect(fitsBinary([OID.int8, OID.text], { ordinal: '_row' })).toBe(false);
  });
});
