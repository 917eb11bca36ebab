import { expect, test } from 'vitest';
import { createVeil } from './veil.ts';

const veil = createVeil({ headers: ['x-own'], parameters: ['key'] }, ['long-enough', 'tiny']);

test.each([
  ['{"access_token": "ab", "id": 1}', '{"access_token": "[secret]", "id": 1}'],
  ['{"password":12,"id":1}', '{"password":"[secret]","id":1}'],
  ['{"authorization":["a","b"],"id":1}', '{"authorization":"[secret]","id":1}'],
  ['{"client_secret":"cut o', '{"client_secret":"[secret]"'],
  ['{"api_key":"with \\" quote","id":1}', '{"api_key":"[secret]","id":1}'],
  ['"{\\"token\\":\\"a\\",\\"id\\":1}"', '"{\\"token\\":\\"[secret]\\",\\"id\\":1}"'],
  ['<Access_Token a="b">x</Access_Token>', '<Access_Token a="b">[secret]</Access_Token>'],
  ['<x:password>x</x:password>', '<x:password>[secret]</x:password>'],
  ['assertion=a&b=2', 'assertion=[secret]&b=2'],
  ['b=2&jwt=a', 'b=2&jwt=[secret]'],
  ['it said long-enough, and tiny', 'it said [secret], and tiny'],
  ['{"key":"US","token_count":3}', '{"key":"US","token_count":3}'],
])('%s is shown as %s', (text, shown) => {
  expect(veil.text(text)).toBe(shown);
});

test('addresses lose the values of credentials by name, however short, and of nothing else', () => {
  const url = new URL('https://me:you@api.example/a?key=ab&k%65y=cd&page=2&password=x&empty');
  expect(veil.url(url)).toBe(
    'https://api.example/a?key=[secret]&k%65y=[secret]&page=2&password=[secret]&empty',
  );
});

test('headers lose theirs by name, and addresses in others as well', () => {
  const shown = veil.headers([
    ['Authorization', 'Bearer x'],
    ['X-OWN', 'x'],
    ['Set-Cookie', 'x'],
    ['X-Shop-Access-Token', 'x'],
    ['X-RateLimit-Remaining-Tokens', '5'],
    ['Location', 'https://x.example/?key=ab&page=2'],
    ['Location', '/next?key=ab&page=2'],
    ['Link', '<https://x.example/?page=2&key=ab>; rel="next"'],
    ['X-Plain', 'yes'],
  ]);
  expect(shown.map(([, value]) => value)).toEqual([
    'Bearer [secret]',
    '[secret]',
    '[secret]',
    '[secret]',
    '5',
    'https://x.example/?key=[secret]&page=2',
    '/next?key=[secret]&page=2',
    '<https://x.example/?page=2&key=[secret]>; rel="next"',
    'yes',
  ]);
});
