import { expect, it } from 'vitest';
import { parseExactly, stringifyExactly } from './exact.ts';
import { detectShape } from './shape.ts';
import { BrokenJson, type JsonShape, JsonSplitter } from './splitter.ts';

function read(text: string, shape: JsonShape, piece = 7) {
  const splitter = new JsonSplitter(shape);
  for (let at = 0; at < text.length; at += piece) splitter.push(text.slice(at, at + piece), false);
  splitter.push('', true);
  return splitter.records;
}

const values = (text: string, shape: JsonShape) =>
  read(text, shape).map((record) => parseExactly(record.text));

it('cuts lines, lists and wrapped lists into the same records', () => {
  const records = [{ a: 'x,]}"{' }, { a: '\\"' }, { a: [1, { b: 'ü' }] }];
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  const list = JSON.stringify(records, null, 2);
  expect(values(lines, 'lines')).toEqual(records);
  expect(values(`${lines}\n`, 'lines')).toEqual(records);
  expect(values(list, 'list')).toEqual(records);
  expect(values(`{"page":{"data":[9]},"data":${list},"next":"c","n":1}`, 'data')).toEqual(records);
  expect(values(records.map((record) => JSON.stringify(record, null, 1)).join('\n'), 'values')).toEqual(
    records,
  );
});

it('knows which of them a file is', () => {
  expect(detectShape('{"a":1}\n{"a":2}\n')).toBe('lines');
  expect(detectShape('{"id":1,"data":[{"x":1}]}\n{"id":2}\n')).toBe('lines');
  expect(detectShape('\ufeff [\n{"a":1}')).toBe('list');
  expect(detectShape('{"meta":{"data":[]},\n "data": [ {"a":1}')).toBe('data');
  expect(detectShape('{\n"a":1\n}\n{\n"a":2\n}')).toBe('values');
  expect(detectShape('{"a":1}')).toBe('values');
  expect(detectShape('a,b\n1,2')).toBeNull();
});

it('names the line each record begins on', () => {
  expect(read('[\n{"a":\n1},\n\n{"a":2}]', 'list').map(({ line }) => line)).toEqual([2, 5]);
  expect(read('{"a":1}\nnonsense\n{"a":3}', 'lines')).toEqual([
    { line: 1, text: '{"a":1}' },
    { line: 2, text: 'nonsense' },
    { line: 3, text: '{"a":3}' },
  ]);
});

it('keeps whole numbers of any size exact, inside nested parts too', () => {
  const parsed = parseExactly('{"id":9007199254740993,"in":{"n":[12345678901234567890,1.5]}}') as Record<
    string,
    unknown
  >;
  expect(parsed['id']).toBe(9_007_199_254_740_993n);
  expect(stringifyExactly(parsed['in'])).toBe('{"n":[12345678901234567890,1.5]}');
});

it('refuses 101 levels by the line and takes 100', () => {
  const nested = (depth: number) => `${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`;
  expect(read(`{"a":${nested(100)}}`, 'lines')).toHaveLength(1);
  const deep = `{"b":1}\n{"a":${nested(300)}}`;
  expect(() => read(deep, 'lines')).toThrow(
    expect.objectContaining({ line: 2, message: 'is nested more than 100 levels deep' }),
  );
  expect(() => read(`[${deep.replace('\n', ',\n')}]`, 'list')).toThrow(BrokenJson);
});

it('says where a document breaks off or goes on', () => {
  expect(() => read('[{"a":1},\n{"a":', 'list')).toThrow('ends in the middle of a record');
  expect(() => read('[{"a":1}\n', 'list')).toThrow('ends before its list is closed');
  expect(() => read('{"data":[{"a":1}]', 'data')).toThrow('ends before its list is closed');
  expect(() => read('[{"a":1}] {"b":2}', 'list')).toThrow('goes on after its list is closed');
});

it('holds no more than one record, and refuses one beyond 16 MB', () => {
  const splitter = new JsonSplitter('list');
  splitter.push('[{"a":"', false);
  const piece = 'x'.repeat(1024 ** 2);
  expect(() => {
    for (let pushed = 0; pushed < 20; pushed += 1) splitter.push(piece, false);
  }).toThrow('has a record longer than 16 MB');
});
