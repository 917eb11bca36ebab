import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';

const exact = { abs: 0, rel: 0, logLikAbs: null };
const loose = { abs: 0.01, rel: 0.1, logLikAbs: null };

describe('comparing with what is expected', () => {
  it('allows abs + rel of the expected value, and no more', () => {
    expect(compare({ a: 10 }, { a: 11.0099 }, loose)).toEqual([]);
    expect(compare({ a: 10 }, { a: 11.02 }, loose)).toEqual(['a: expected 10, got 11.02']);
    expect(compare({ a: 1e-300 }, { a: 1e-300 }, exact)).toEqual([]);
  });

  it('takes a gap for a gap and for nothing else', () => {
    for (const gap of [null, Number.NaN, Number.POSITIVE_INFINITY])
      expect(compare({ a: null }, { a: gap }, exact)).toEqual([]);
    expect(compare({ a: null }, { a: 0 }, loose)).toHaveLength(1);
    expect(compare({ a: 0 }, { a: Number.NaN }, loose)).toHaveLength(1);
    expect(compare({ a: 'Inf' }, { a: Number.NEGATIVE_INFINITY }, loose)).toHaveLength(1);
  });

  it('misses what was not answered and passes by what was not asked', () => {
    expect(compare({ a: 1, b: { c: null } }, { a: 1, b: {}, d: 4 }, exact)).toEqual([
      'b.c: nothing was answered',
    ]);
    expect(compare({ a: 1 }, undefined, exact)).toHaveLength(1);
    expect(compare({ truth: 17 }, {}, exact)).toEqual([]);
    expect(compare({ pair: { truth: 17 } }, { pair: {} }, exact)).toHaveLength(1);
  });

  it('reads typed arrays, and a vector of one as its value', () => {
    expect(compare({ a: [1, null] }, { a: Float64Array.of(1, Number.NaN) }, exact)).toEqual([]);
    expect(compare({ a: [1, 2] }, { a: [1] }, exact)).toEqual(['a: expected 2 values, got 1']);
    expect(compare({ a: 3 }, { a: Float64Array.of(3) }, exact)).toEqual([]);
    expect(compare({ a: [3] }, { a: 3 }, exact)).toEqual([]);
    expect(compare({ a: [] }, { a: new Float64Array(0) }, exact)).toEqual([]);
  });

  it('takes an empty list for the NA that R has in its place', () => {
    for (const nothing of [null, [null], 'NA', []]) expect(compare({ a: nothing }, { a: [] }, exact)).toEqual([]);
    for (const something of [0, [0], [null, null]])
      expect(compare({ a: something }, { a: [] }, loose)).toHaveLength(1);
    expect(compare({ a: [null] }, { a: [3] }, loose)).toHaveLength(1);
  });

  it('compares words and nested lists', () => {
    expect(compare({ a: [{ b: 'x' }, { b: 'y' }] }, { a: [{ b: 'x' }, { b: 'z' }] }, loose)).toEqual([
      'a[1].b: expected "y", got "z"',
    ]);
  });
});
