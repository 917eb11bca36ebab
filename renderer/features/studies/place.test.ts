import { expect, it } from 'vitest';
import { StudyName } from '../../../shared/domain/study.ts';
import { addressOf, type Place, placeAt } from './place.ts';

it('finds every place again by its address, and the list behind anything else', () => {
  const name = StudyName.parse('social-to-sales');
  const places: Place[] = [
    { at: 'list' },
    { at: 'new' },
    { at: 'study', name, tab: 'versions' },
    { at: 'study', name, tab: 'text' },
  ];
  for (const place of places) expect(placeAt(new URL(addressOf(place), 'http://x').hash)).toEqual(place);
  for (const hash of ['#study=', '#study=../x', '#else', '#study=UPPER/form'])
    expect(placeAt(hash)).toEqual({ at: 'list' });
  expect(placeAt('#study=a/else')).toMatchObject({ tab: 'versions' });
});
