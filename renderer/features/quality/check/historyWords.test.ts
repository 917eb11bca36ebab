import { expect, it } from 'vitest';
import { historyWords } from './historyWords.ts';

const formats = { number: String, instant: (iso: string) => iso.slice(0, 10) };
const since = '2026-03-08T10:00:00Z';

it.each([
  [
    { asked: 3, failed: 1, most: 1, since },
    '3 verdicts since 2026-03-08: 1 spoke against it, with at most 1 row.',
  ],
  [
    { asked: 9, failed: 2, most: 12, since },
    '9 verdicts since 2026-03-08: 2 spoke against it, with at most 12 rows.',
  ],
  [{ asked: 1, failed: 0, most: 0, since }, '1 verdict since 2026-03-08: none spoke against it.'],
])('counts what was said of %o', (counts, words) => {
  expect(historyWords(counts, formats)).toBe(words);
});
