import { expect, test } from 'vitest';
import { CANARY } from '../../../test/canary.ts';
import { checkFile } from '../files/checkFile.ts';

const check = (text: string) => checkFile(Buffer.from(text), 'sources/shop.yml', 'source').problems;

test('a value under a name of credentials is an error on its line, and is not repeated', () => {
  const found = check(
    `connector: shopify\nconfig:\n  shop: ann\n  apiKey: ${CANARY}\n  client-secret: 12345678\n`,
  );
  expect(found.map(({ line, column, severity }) => [line, column, severity])).toEqual([
    [4, 11, 'error'],
    [5, 18, 'error'],
  ]);
  expect(found[0]?.message).toContain('config.apiKey looks like a pasted secret');
  expect(found[0]?.message).toContain('{ secret: its-name }');
  expect(JSON.stringify(found)).not.toContain(CANARY);
});

test.each([
  ['key', `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`],
  ['note', `AKIA${'IOSFODNN7EXAMPLE'}`],
  ['url', 'postgres://ann:pa55word@db.example/shop'],
  ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-def'],
  ['header', `Bearer ${'abcdefgh12345678'}`],
])('the shape of a key is seen under any name: %s', (name, value) => {
  expect(check(`connector: http\nconfig:\n  ${name}: "${value}"\n`)).toHaveLength(1);
});

test.each([
  'token: { secret: shopify.token }',
  'api_key: "{{ config[\'api_key\'] }}"',
  'token_url: https://example.com/token',
  'next_page_token: cursor',
  'password: ""',
  'password:',
  'use_token: true',
  'url: https://example.com:8080/a@b',
  'name: skateboards-and-surfing-gear-2024',
])('a reference or an ordinary value is none: %s', (line) => {
  expect(check(`connector: http\nconfig:\n  ${line}\n`)).toEqual([]);
});

test('a secret pasted where its name belongs is seen', () => {
  const [found, ...others] = check(`connector: http\nconfig:\n  token: { secret: "${CANARY}/+A=" }\n`);
  expect(found).toMatchObject({ line: 3, column: 20, severity: 'error' });
  expect(others).toEqual([]);
});

test('other kinds are searched for shapes only', () => {
  const dashboard = (text: string) => checkFile(Buffer.from(text), 'dashboards/a.yml', 'dashboard').problems;
  expect(dashboard('tiles: []\ntoken: abc\n')).toEqual([]);
  expect(dashboard('tiles: []\nurl: postgres://a:b@c/d\n')).toHaveLength(1);
});
