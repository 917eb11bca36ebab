import { expect, it } from 'vitest';
import { addressOf, type Place, placeAt } from './place.ts';

const PLACES: readonly Place[] = [
  { at: 'overview' },
  { at: 'coverage' },
  { at: 'sources' },
  { at: 'suggestions', id: null },
  { at: 'suggestions', id: 'model.shop.orders' },
  { at: 'check', id: 'test.shop.not_null_orders_a=b.0123456789' },
];

it.each(PLACES)('comes back to %j from its address', (place) => {
  expect(placeAt(addressOf(place).replace(/^[^#]*/, ''))).toEqual(place);
});

it.each(['#check=', '#check=%E0%A4%A', '#elsewhere', ''])('takes %j to the overview', (hash) => {
  expect(placeAt(hash)).toEqual({ at: 'overview' });
});
