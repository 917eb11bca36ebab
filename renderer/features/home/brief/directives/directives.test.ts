import { expect, it } from 'vitest';
import { createFormats } from '../../../../app/createFormats.ts';
import { canUndo, decidedWords, outcomeWords } from './decidedWords.ts';
import { snoozeDays } from './snooze.ts';

const formats = createFormats({ locale: 'en-US', zone: 'UTC', currency: 'USD', now: () => 0 });

it('puts a directive off by three days, never past its last day, and not at all on it', () => {
  expect(snoozeDays('2025-12-30', '2026-01-20')).toEqual({
    ...{ first: '2025-12-31', last: '2026-01-20', usual: '2026-01-02' },
  });
  expect(snoozeDays('2025-12-30', '2026-01-01')).toMatchObject({ usual: '2026-01-01' });
  expect(snoozeDays('2025-12-30', '2025-12-30')).toBeNull();
  expect(snoozeDays('2025-12-30', null)).toMatchObject({ last: null, usual: '2026-01-02' });
});

it('says what was decided, and when nobody did', () => {
  const at = '2026-01-02T10:00:00.000Z';
  const of = (is: 'accepted' | 'snoozed' | 'dismissed', until: string | null = null) =>
    decidedWords({ decided: { is, at, until, note: '' }, state: is, expires: null }, formats);
  expect(of('accepted')).toMatchObject({ word: 'Accepted', when: '2 Jan 2026, 10:00 AM UTC' });
  expect(of('snoozed', '2026-01-05').word).toBe('Snoozed until 5 Jan 2026');
  expect(of('dismissed').word).toBe('Dismissed');
  expect(decidedWords({ decided: null, state: 'expired', expires: '2026-01-01' }, formats)).toMatchObject({
    ...{ word: 'Nobody decided', when: 'it expired on 1 Jan 2026' },
  });
});

it('calls a hit or a miss only what was counted', () => {
  const at = '2026-01-02T10:00:00.000Z';
  const missed = { is: 'missed', actualUnits: -4.4, sentence: 'Below the interval.', at } as const;
  expect(outcomeWords({ outcome: missed, followsOn: null }, formats)).toMatchObject({
    word: 'Missed',
    sentence: 'Below the interval. Sold: -4 units against what was foreseen without the spike.',
  });
  const untold = { is: 'cannot be told', actualUnits: null, sentence: 'Out of stock.', at } as const;
  expect(outcomeWords({ outcome: untold, followsOn: null }, formats)).toMatchObject({
    word: 'Cannot be told',
    sentence: 'Out of stock.',
  });
  expect(outcomeWords({ outcome: null, followsOn: '2026-01-09' }, formats)?.sentence).toBe(
    'Sales should follow by 9 Jan 2026; it is judged after that.',
  );
  expect(outcomeWords({ outcome: null, followsOn: null }, formats)).toBeNull();
});

it('takes back what was decided until it is judged', () => {
  const states = ['proposed', 'accepted', 'snoozed', 'dismissed', 'expired', 'judged'] as const;
  expect(states.filter((state) => canUndo({ state }))).toEqual(['accepted', 'snoozed', 'dismissed']);
});
