import { expect, it } from 'vitest';
import { relationName } from '../../../shared/domain/relation.ts';
import { addressOf, type Place, placeAt } from './place.ts';

const PLACES: Place[] = [
  { at: 'overview' },
  { at: 'add', paths: [] },
  { at: 'add', paths: ['/home/me/100% = "sure", a#b?.csv', '/data/*.csv'] },
  { at: 'load', job: '0b5c' },
  { at: 'rows', relation: relationName('raw', 'orders') },
  { at: 'rejected', load: 12 },
  { at: 'gallery' },
  { at: 'bring' },
  { at: 'connect', connector: 'hacker-news' },
  { at: 'source', name: 'shop_1' },
  { at: 'change', name: 'shop_1' },
];

it.each(PLACES)('leads back to %j', (place) => {
  const address = addressOf(place);
  expect(placeAt(address.slice('/sources'.length))).toEqual(place);
});

it.each([
  '#load=',
  '#connect=../x',
  '#source=',
  '#rows=',
  '#rows=nowhere.orders',
  '#rejected=-1',
  '#rejected=x',
  '#what',
  '',
])('shows the overview for %j', (hash) => {
  expect(placeAt(hash)).toEqual({ at: 'overview' });
});

it('takes a damaged address as no path', () => {
  expect(placeAt('#add=%E0%A4%A')).toEqual({ at: 'add', paths: [] });
});
