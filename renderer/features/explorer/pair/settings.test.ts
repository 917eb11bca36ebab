import { expect, it } from 'vitest';
import { ALL_DAYS, askedPeriod } from './settings.ts';

it('asks for a period only as far as it is one', () => {
  expect(askedPeriod(ALL_DAYS)).toEqual({});
  expect(askedPeriod({ from: '2026-01-01', to: '' })).toEqual({ from: '2026-01-01' });
  expect(askedPeriod({ from: '2026-02-01', to: '2026-01-01' })).toEqual({});
  expect(askedPeriod({ from: '2026-01-01', to: '2026-02-01' })).toEqual({
    from: '2026-01-01',
    to: '2026-02-01',
  });
});
