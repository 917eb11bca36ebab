import { expect, it } from 'vitest';
import { csvOf, tsvOf } from './tableText.ts';

const table = {
  columns: ['=name', 'r'],
  rows: [
    ['=HYPERLINK("http://x")', -0.5],
    ['-1+1', null],
    ['@sum', Number.NaN],
    ['\tcmd', 1e-7],
    ['plain, "quoted"', 3],
    ['two\nlines', 0],
  ],
} as const;

it('hands a spreadsheet no text that it would carry out, and numbers as numbers', () => {
  expect(csvOf(table)).toBe(
    [
      "'=name,r",
      `"'=HYPERLINK(""http://x"")",-0.5`,
      "'-1+1,",
      "'@sum,",
      "'\tcmd,1e-7",
      '"plain, ""quoted""",3',
      '"two\nlines",0',
      '',
    ].join('\r\n'),
  );
});

it('keeps every row of the clipboard on its line and every cell in its column', () => {
  const lines = tsvOf(table).split('\n');
  expect(lines).toHaveLength(7);
  expect(lines.every((line) => line.split('\t').length === 2)).toBe(true);
  expect(lines[4]).toBe("' cmd\t1e-7");
});
