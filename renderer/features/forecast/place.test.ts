import { expect, it } from 'vitest';
import { addressOf, placeAt } from './place.ts';

it('comes back from its own address, whatever names hold', () => {
  const place = { study: 'main', outcome: 'tee & mug/units#1', signals: ['a=b&c', 'ü/é'], days: 14 };
  expect(placeAt(addressOf(place).replace('/forecast', ''))).toEqual(place);
  for (const signals of [undefined, []])
    expect(placeAt(addressOf({ ...place, signals }).replace('/forecast', '')).signals).toEqual(signals);
});

it('takes an address that was mended by hand for what can be shown', () => {
  expect(placeAt('#days=900&outcome=x')).toEqual({ study: null, outcome: 'x', signals: undefined, days: 28 });
  expect(addressOf(placeAt(''))).toBe('/forecast');
});
