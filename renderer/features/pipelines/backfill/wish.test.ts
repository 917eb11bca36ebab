import { expect, it } from 'vitest';
import { rangeFaults } from './wish.ts';

it('asks for both days, and for the first before the last', () => {
  expect(Object.keys(rangeFaults({ from: '', to: '' }))).toEqual(['from', 'to']);
  expect(rangeFaults({ from: '2026-03-02', to: '2026-03-01' })).toEqual({
    to: 'The last day lies before the first.',
  });
  expect(rangeFaults({ from: '2026-03-01', to: '2026-03-01' })).toEqual({});
});
