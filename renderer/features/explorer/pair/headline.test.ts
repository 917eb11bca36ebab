import { expect, it } from 'vitest';
import type { FindingLine } from '../../../../shared/contract/explorer.ts';
import { headline } from './headline.ts';

const line: FindingLine = {
  signal: 'Cat videos',
  outcome: 'Cat mugs',
  ...{ signalLabel: 'Cat videos', outcomeLabel: 'Cat mugs' },
  about: {},
  verdict: 'confirmed',
  lead: 9,
  from: 9,
  to: 9,
  r: 0.4,
  p: 0,
  q: 0,
  days: 700,
  stability: 1,
  actionableDays: 3,
  sentence: '',
};

it('says what was found as over the counter, claiming no more than the verdict does', () => {
  expect(headline(line, 'day')).toBe(
    'When Cat videos rises, Cat mugs rises 9 days later. That leaves 3 days to act.',
  );
  expect(headline({ ...line, r: -0.4, actionableDays: -1 }, 'day')).toBe(
    'When Cat videos rises, Cat mugs falls 9 days later. That is too soon to act on.',
  );
  expect(headline({ ...line, verdict: 'suggestive', lead: 1 }, 'week')).toContain('may rise 1 week later');
  expect(headline({ ...line, verdict: 'confirmed', lead: 0, actionableDays: null }, 'day')).toBe(
    'When Cat videos rises, Cat mugs rises on the same day.',
  );
  expect(headline({ ...line, verdict: 'no evidence' }, 'day')).toMatch(/^No trustworthy lead found/);
  for (const verdict of ['unresolved lag', 'sales lead social', 'refused'] as const)
    expect(headline({ ...line, verdict }, 'day')).not.toContain('9 days');
});
