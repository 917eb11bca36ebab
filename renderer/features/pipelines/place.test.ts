import { expect, it } from 'vitest';
import { addressOf, arrivalOf, type Place, placeAt } from './place.ts';

const PLACES = [
  { at: 'overview' },
  { at: 'new' },
  { at: 'runs' },
  { at: 'alerts' },
  { at: 'pipeline', name: 'daily', tab: 'graph' },
  { at: 'pipeline', name: 'daily_2', tab: 'runs' },
  { at: 'pipeline', name: 'daily', tab: 'edit' },
  { at: 'run', id: '01J8/Z=%#x', step: null },
  { at: 'run', id: '01J8', step: 'fetch-orders' },
] as unknown as Place[];

it.each(PLACES)('leads back to %j', (place) => {
  expect(placeAt(addressOf(place).slice('/pipelines'.length))).toEqual(place);
});

it.each(['', '#', '#run=', '#run=%E0%A4%A', '#pipeline=../x', '#pipeline=Daily', '#what=x', '#what'])(
  'shows the list for %j',
  (hash) => {
    expect(placeAt(hash)).toEqual({ at: 'overview' });
  },
);

it('takes an unknown tab or step as none', () => {
  expect(placeAt('#pipeline=daily/what')).toMatchObject({ tab: 'graph' });
  expect(placeAt('#run=1/NO')).toMatchObject({ step: null });
});

it('counts another run as an arrival, another tab or step as none', () => {
  const [, , , , graph, , edit, , run] = PLACES.map(arrivalOf);
  expect(graph).toBe(edit);
  expect(run).toBe(arrivalOf(placeAt('#run=01J8')));
  expect(run).not.toBe(arrivalOf(placeAt('#run=01J9')));
});
