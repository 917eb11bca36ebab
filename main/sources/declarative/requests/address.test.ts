import { expect, it } from 'vitest';
import { joinAddress, sameOwner, withParameters } from './address.ts';

it('joins a base and a path with one slash, and lets a whole address stand alone', () => {
  expect(joinAddress('https://x.example/api', '/orders')).toBe('https://x.example/api/orders');
  expect(joinAddress('https://x.example/api/', 'orders:search')).toBe('https://x.example/api/orders:search');
  expect(joinAddress('https://x.example/api', '?a=1')).toBe('https://x.example/api?a=1');
  expect(joinAddress('https://x.example/files/a.gz?sig=x%2F1', '')).toBe(
    'https://x.example/files/a.gz?sig=x%2F1',
  );
  expect(joinAddress('https://x.example', 'https://y.example/z')).toBe('https://y.example/z');
  expect(joinAddress('', '/orders')).toBeNull();
  expect(joinAddress('file:///etc', 'passwd')).toBeNull();
});

it('adds parameters to those that an address has, and none twice', () => {
  expect(
    withParameters('https://x.example/a?b=1&c=x%2Fy', [
      ['b', '1'],
      ['c', 'z'],
      ['d', 'é &'],
    ]),
  ).toBe('https://x.example/a?b=1&c=x%2Fy&c=z&d=%C3%A9+%26');
  expect(
    withParameters('https://x.example/a?id=1', [
      ['id', '1'],
      ['id', '2'],
    ]),
  ).toBe('https://x.example/a?id=1&id=1&id=2');
});

it('knows an owner by the name of a host', () => {
  const own = 'https://api.example.com/v1';
  expect(sameOwner(own, 'https://api.example.com/v1/next')).toBe(true);
  expect(sameOwner(own, 'https://eu.example.com/next')).toBe(true);
  expect(sameOwner(own, 'http://eu.example.com/next')).toBe(false);
  expect(sameOwner(own, 'http://api.example.com/next')).toBe(false);
  expect(sameOwner(own, 'https://example.com.evil.net/next')).toBe(false);
  expect(sameOwner('https://a.co.uk', 'https://b.co.uk')).toBe(false);
  expect(sameOwner('http://127.0.0.1:80', 'http://127.0.0.1:81')).toBe(false);
});
