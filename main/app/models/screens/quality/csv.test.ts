import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it('quotes what needs it, keeps numbers, and lets no text become a formula', () => {
  expect(csvLine(['a', 1, null, true])).toBe('a,1,,true\r\n');
  expect(csvLine(['says "no", twice', 'two\nlines'])).toBe('"says ""no"", twice","two\nlines"\r\n');
  expect(csvLine(['=1+1', '@now', '-12.50', '+3', '-a'])).toBe("'=1+1,'@now,-12.50,+3,'-a\r\n");
});
