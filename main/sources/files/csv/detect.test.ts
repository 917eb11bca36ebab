import { expect, it } from 'vitest';
import { createDecoder } from './decoder.ts';
import { detectDialect, detectHeader } from './dialect.ts';
import { detectEncoding } from './encoding.ts';

function decode(encoding: Parameters<typeof createDecoder>[0], bytes: Uint8Array, piece: number): string {
  const decoder = createDecoder(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += decoder.write(bytes.subarray(at, at + piece));
  return text + decoder.end();
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

it('never cuts a character, whatever the pieces', () => {
  const text = 'aé€\u{1f600}ü"\n'.repeat(20);
  for (const piece of [1, 2, 3, 5, 64]) {
    expect(decode('utf-8', Buffer.from(text), piece)).toBe(text);
    expect(decode('utf-8', Buffer.from(`\ufeff${text}`), piece)).toBe(text);
    expect(decode('utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le'), piece)).toBe(text);
    expect(decode('utf-16be', utf16be(`\ufeff${text}`), piece)).toBe(text);
  }
  expect(decode('windows-1252', Buffer.from([0x93, 0x80, 0xe9, 0x94]), 1)).toBe('“€é”');
});

it('says when bytes mean nothing', () => {
  const decoder = createDecoder('utf-8');
  expect([decoder.write(Buffer.from('ok é')), decoder.damaged]).toEqual(['ok é', false]);
  decoder.write(Buffer.from([0x61, 0xe9, 0x62]));
  expect(decoder.damaged).toBe(true);
  decoder.write(Buffer.from([0xe2, 0x82]));
  decoder.end();
  expect(decoder.damaged).toBe(true);
});

it('tells the encodings apart', () => {
  const text = 'name;größe\nx;1\n';
  expect(detectEncoding(Buffer.from(`\ufeff${text}`), true)).toEqual({ value: 'utf-8', confidence: 1 });
  expect(detectEncoding(Buffer.from(text), true)).toEqual({ value: 'utf-8', confidence: 1 });
  expect(detectEncoding(Buffer.from(text).subarray(0, 8), false).value).toBe('utf-8');
  expect(detectEncoding(Buffer.from(text, 'latin1'), true).value).toBe('windows-1252');
  expect(detectEncoding(Buffer.from(text, 'utf16le'), true).value).toBe('utf-16le');
  expect(detectEncoding(utf16be(text), true).value).toBe('utf-16be');
});

it('finds delimiter and quote', () => {
  expect(detectDialect('a,b,c\n1,"x;y;z",3\n4,5,6\n').value).toEqual({ delimiter: ',', quote: '"' });
  expect(detectDialect('a;b\n1,5;2,5\n3,5;4,5\n').value).toEqual({ delimiter: ';', quote: '"' });
  expect(detectDialect('a\tb\nx, y\tz\n').value).toEqual({ delimiter: '\t', quote: '"' });
  expect(detectDialect("a|b\n'x|y'|z\n'p|q'|r\n").value).toEqual({ delimiter: '|', quote: "'" });
  expect(detectDialect("a,b\nit's,it's\nx,y\n").value).toEqual({ delimiter: ',', quote: '"' });
  expect(detectDialect('one\ntwo\n').confidence).toBeLessThan(0.5);
});

it('tells headings from data', () => {
  expect(
    detectHeader([
      ['Order Date', 'Price'],
      ['2026-03-08', '1.50'],
    ]),
  ).toEqual({ value: true, confidence: 0.95 });
  expect(
    detectHeader([
      ['2026-03-08', '1.50'],
      ['2026-03-09', '2.50'],
    ]).value,
  ).toBe(false);
  expect(
    detectHeader([
      ['city', 'name'],
      ['Bern', 'Ann'],
      ['Rome', 'Bob'],
    ]).value,
  ).toBe(true);
  expect(
    detectHeader([
      ['Bern', 'Ann'],
      ['Rome', 'Bob'],
      ['Bern', 'Eve'],
    ]).value,
  ).toBe(false);
});
