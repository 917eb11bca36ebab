import { expect, it } from 'vitest';
import { termLines } from './termLines.ts';

const none = { retentionDays: null, neverStored: [], attribution: null, approvalNeeded: null, notice: null };

it('says nothing where nothing is asked for', () => {
  expect(termLines(none)).toEqual([]);
});

it('begins with the approval, and tells how long rows are kept', () => {
  const lines = termLines({ ...none, retentionDays: 30, approvalNeeded: 'App Review.', notice: 'Be fair.' });
  expect(lines.map(({ term }) => term)).toEqual(['Approval', 'Kept for', 'Notice']);
  expect(lines[1]?.words).toBe('30 days after a row was last read, then deleted.');
});

it('names what is never stored by the stream it is of', () => {
  const neverStored = ['lines:ship-city', 'buyer.email', 'lines:ship-state'];
  expect(termLines({ ...none, neverStored })[0]?.words).toBe('buyer.email; of lines: ship-city, ship-state');
});
