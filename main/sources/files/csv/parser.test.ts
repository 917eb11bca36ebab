import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { createDraw } from '../../../../test/warehouse/purchasesFile.ts';
import { CsvParser } from './parser.ts';
import { type CsvShape, EndlessRow } from './scanner.ts';

const COMMA: CsvShape = { delimiter: ',', quote: '"', width: 0, ragged: 'reject' };

/** Everything at once, or in pieces of the given length. */
function read(text: string, shape: Partial<CsvShape> = {}, piece = text.length) {
  const parser = new CsvParser({ ...COMMA, ...shape });
  for (let at = 0; at < text.length; at += piece) parser.push(text.slice(at, at + piece), false);
  parser.push('', true);
  return parser;
}

it('reads quoted delimiters, quoted line ends and doubled quotes', () => {
  const parser = read('a,b\r\n"x, y","line 1\nline 2"\n"say ""hi""",\n');
  expect(parser.rows).toEqual([
    ['a', 'b'],
    ['x, y', 'line 1\nline 2'],
    ['say "hi"', ''],
  ]);
  expect(parser.lines).toEqual([1, 2, 4]);
});

it('takes any mix of line ends, and no row from an empty last line', () => {
  expect(read('a,b\r1,2\r\n3,4\n5,6\r\n\r\n').rows).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
});

it('keeps quotes inside an unquoted field, and NULs, as text', () => {
  expect(read('12" nail,a"b"c\n\0,x\0y\n').rows).toEqual([
    ['12" nail', 'a"b"c'],
    ['\0', 'x\0y'],
  ]);
});

it('refuses text after a closing quote with its place, and goes on in the next line', () => {
  const parser = read('a,b\n"x"y,2\n3,"q\nr"s\n4,5\n');
  expect(parser.rows).toEqual([
    ['a', 'b'],
    ['4', '5'],
  ]);
  expect(parser.troubles).toEqual([
    { line: 2, reason: 'has text after the closing quote, at character 4', record: '"x"y,2' },
    { line: 3, reason: 'has text after a closing quote, in line 4', record: '3,"q' },
  ]);
  expect(parser.lines).toEqual([1, 5]);
});

it('refuses ragged rows with both counts, or pads the short ones', () => {
  const text = 'a,b,c\n1,2\n1,2,3,4\n7,8,9\n';
  expect(read(text).troubles).toMatchObject([
    { line: 2, reason: 'has 2 fields where 3 are expected' },
    { line: 3, reason: 'has 4 fields where 3 are expected' },
  ]);
  const padded = read(text, { ragged: 'pad' });
  expect(padded.rows).toEqual([
    ['a', 'b', 'c'],
    ['1', '2', ''],
    ['7', '8', '9'],
  ]);
  expect(padded.troubles).toHaveLength(1);
});

it('reads with another delimiter and quote, and with no quote at all', () => {
  expect(read("'a;b';c\n", { delimiter: ';', quote: "'" }).rows).toEqual([['a;b', 'c']]);
  expect(read('"a\tb"\n', { delimiter: '\t', quote: null }).rows).toEqual([['"a', 'b"']]);
});

it('keeps an empty line where a row has one field', () => {
  expect(read('a\n\nb\n', { width: 1 }).rows).toEqual([['a'], [''], ['b']]);
});

it('says of a quote that is never closed how many lines it took', () => {
  const parser = read('a,b\n1,"2\n3,4\n5,6\n');
  expect(parser.troubles).toEqual([
    {
      line: 2,
      reason: 'opens a quote that is never closed; everything up to line 5 belongs to it',
      record: '1,"2',
    },
  ]);
});

it('gives up where a quoted field has no end within 1 MB, and skips an unquoted one', () => {
  const long = 'x'.repeat(1_100_000);
  expect(() => read(`a,b\n1,"${long}\n`, {}, 65_536)).toThrow(EndlessRow);
  const parser = read(`a,b\n1,${long}\n3,4\n1,"${long}"\n5,6\n`);
  expect(parser.rows.slice(1)).toEqual([
    ['3', '4'],
    ['5', '6'],
  ]);
  expect(parser.troubles.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'has a field longer than 1 MB'],
    [4, 'has a field longer than 1 MB'],
  ]);
  const inPieces = read(`a,b\r\n1,${long}${long}\r\n3,4\r\n`, {}, 65_537);
  expect(inPieces.rows.slice(1)).toEqual([['3', '4']]);
  expect(inPieces.lines).toEqual([1, 3]);
  expect(inPieces.troubles[0]?.record.length).toBeLessThanOrEqual(4_096);
});

it('refuses a row of more than 10,000 columns', () => {
  const parser = read(`a\n${','.repeat(20_000)}\nb\n`, { width: 1 });
  expect(parser.rows).toEqual([['a'], ['b']]);
  expect(parser.troubles[0]?.reason).toBe('has more than 10000 columns');
});

it('agrees with csv-parse on 2,500 seeded files, whole and in pieces of every size', () => {
  let compared = 0;
  for (let seed = 1; seed <= 2_500; seed += 1) {
    const { text, delimiter, quote } = randomFile(seed);
    const expected = parse(text, {
      delimiter,
      quote,
      escape: quote,
      record_delimiter: ['\r\n', '\n', '\r'],
      // What we accept beside RFC 4180, as csv-parse calls it.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as string[][];
    const width = expected[0]?.length ?? 0;
    const sameWidth = width === 1 ? [] : expected.filter((row) => row.length === width);
    if (width === 1) continue;
    const draw = createDraw(seed);
    for (const piece of [text.length, 1, 2 + draw(40)]) {
      const parser = read(text, { delimiter, quote }, Math.max(1, piece));
      expect(parser.rows, `seed ${seed}, pieces of ${piece}`).toEqual(sameWidth);
      expect(parser.troubles.length, `seed ${seed}`).toBe(expected.length - sameWidth.length);
    }
    compared += 1;
  }
  expect(compared).toBeGreaterThan(2_000);
});

function randomFile(seed: number): { text: string; delimiter: string; quote: string } {
  const draw = createDraw(seed);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[draw(from.length)] ?? from[0];
  const delimiter = pick([',', ';', '\t', '|']);
  const quote = pick(['"', '"', '"', "'"]);
  const columns = 2 + draw(5);
  const parts = [
    'a',
    'Ünï',
    '0',
    ' ',
    '\u{1f600}',
    quote,
    delimiter,
    '\n',
    '\r',
    '\r\n',
    '""',
    "''",
    '\0',
    'x'.repeat(60),
  ] as const;
  const field = () => {
    const content = Array.from({ length: draw(5) }, () => pick(parts)).join('');
    if (draw(3) > 0 || /[\r\n]/.test(content) || content.includes(delimiter) || content.startsWith(quote))
      return quote + content.replaceAll(quote, quote + quote) + quote;
    return content;
  };
  const ends = pick<readonly ['\n' | '\r\n' | '\r', ...('\n' | '\r\n' | '\r')[]]>([
    ['\n'],
    ['\r\n'],
    ['\r'],
    ['\n', '\r\n', '\r'],
  ]);
  let text = '';
  for (let row = 0; row < 2 + draw(8); row += 1) {
    const ragged = row > 0 && draw(12) === 0 ? draw(2) * 2 - 1 : 0;
    // One empty field alone would be a blank line for both readers.
    const made = Array.from({ length: Math.max(1, columns + ragged) }, field).join(delimiter);
    text += made + (draw(10) === 0 && row > 0 ? pick(ends) : '') + pick(ends);
  }
  return { text: draw(3) === 0 ? text.replace(/[\r\n]+$/, '') : text, delimiter, quote };
}
