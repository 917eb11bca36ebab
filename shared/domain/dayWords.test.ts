import { expect, it } from 'vitest';
import { dayWords } from './dayWords.ts';

it.each([
  ['2025-12-30', '30 Dec 2025'],
  ['2026-03-08', '8 Mar 2026'],
  ['2026-01-31T05:00Z', '31 Jan 2026, 05:00 UTC'],
  ['2026-01-31T05:00:00.123Z', '31 Jan 2026, 05:00 UTC'],
  ['2026-13-01', '2026-13-01'],
  ['sometime', 'sometime'],
])('writes %s as %s', (iso, told) => {
  expect(dayWords(iso)).toBe(told);
});
