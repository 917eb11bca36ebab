import { expect, it } from 'vitest';
import { Dict } from './dict.ts';
import { fromJson } from './fromJson.ts';
import { Float, Tuple } from './value.ts';

it('turns parsed JSON into values, and refuses what is none', () => {
  const value = fromJson({ a: [1, null, 'x', { b: true }] });
  expect(value).toBeInstanceOf(Dict);
  expect(value instanceof Dict && value.get('a')).toEqual([1, null, 'x', Dict.of({ b: true })]);
  expect(() => fromJson(new Date())).toThrow('no JSON value');
  expect(() => fromJson(() => 1)).toThrow('no JSON value');
});

it('a dict takes numbers of one value for one key, and keeps the key it had first', () => {
  const dict = new Dict([
    [1, 'int'],
    ['1', 'text'],
  ]);
  dict.set(new Float(1), 'float');
  dict.set(true, 'bool');
  expect([...dict.entries()]).toEqual([
    [1, 'bool'],
    ['1', 'text'],
  ]);
  expect(dict.has(1n)).toBe(true);
  dict.set(new Tuple([1, 'a']), 'tuple');
  expect(dict.get(new Tuple([new Float(1), 'a']))).toBe('tuple');
  expect(dict.get(new Tuple(['1', 'a']))).toBeUndefined();
  expect(() => dict.get([1])).toThrow("unhashable type: 'list'");
});

it('a dict tells texts from the keys it makes of tuples', () => {
  const dict = new Dict([[new Tuple([]), 1]]);
  expect(dict.has('\0t')).toBe(false);
});
