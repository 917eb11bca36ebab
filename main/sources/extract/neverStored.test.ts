import { expect, it } from 'vitest';
import { stripFor } from './neverStored.ts';

const ORDER = {
  id: 1,
  buyer: { email: 'a@b.c', name: 'Ann', phones: [{ number: '1', kind: 'home' }] },
  items: [{ gift: { note: 'for you' }, sku: 'x' }, { sku: 'y' }],
};

it('takes out fields by their path, through objects and lists, and leaves the record that came alone', () => {
  const strip = stripFor('orders', [
    'buyer.email',
    'buyer.phones.number',
    'items.gift.note',
    'missing.thing',
  ]);
  const before = structuredClone(ORDER);
  expect(strip(ORDER)).toEqual({
    id: 1,
    buyer: { name: 'Ann', phones: [{ kind: 'home' }] },
    items: [{ gift: {}, sku: 'x' }, { sku: 'y' }],
  });
  expect(ORDER).toEqual(before);
});

it('knows a star as any name, and leaves other streams alone', () => {
  expect(stripFor('orders', ['*.email', 'items.*.sku'])(ORDER)).toEqual({
    id: 1,
    buyer: { name: 'Ann', phones: [{ number: '1', kind: 'home' }] },
    items: [{ gift: { note: 'for you' } }, {}],
  });
  expect(stripFor('orders', ['refunds:buyer'])(ORDER)).toBe(ORDER);
  expect(stripFor('refunds', ['refunds:buyer'])(ORDER)).toEqual({ id: 1, items: ORDER.items });
});

it('takes out a whole branch', () => {
  expect(stripFor('orders', ['buyer', 'items'])(ORDER)).toEqual({ id: 1 });
});
