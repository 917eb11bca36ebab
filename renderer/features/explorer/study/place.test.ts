import { expect, it } from 'vitest';
import { placeAt } from './place.ts';

it('reads which pair another screen speaks of, whatever its names hold', () => {
  const told = new URLSearchParams({ study: 'social', signal: 'tiktok: cat & dog = ♥', outcome: '#1 mug' });
  expect(placeAt(`#${told}`)).toEqual({
    study: 'social',
    signal: 'tiktok: cat & dog = ♥',
    outcome: '#1 mug',
  });
  expect(placeAt('')).toEqual({});
  expect(placeAt('#signal=')).toEqual({});
});
