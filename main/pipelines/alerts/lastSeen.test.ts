import { expect, test } from 'vitest';
import { Zone } from '../../../shared/domain/zone.ts';
import { lastSeen } from './lastSeen.ts';

const UTC = Zone.parse('UTC');
const NOW = Date.parse('2026-05-04T12:00:00Z');
const seen = (heartbeatAt: string, endedAt: string | null = null) =>
  lastSeen({ host: 'till', heartbeatAt, endedAt }, NOW, UTC);

test('whoever shares the warehouse is told whether somebody still looks at the clock', () => {
  expect(lastSeen(null, NOW, UTC).lives).toBe(false);
  expect(seen('2026-05-04T11:59:00.000Z')).toEqual({
    lives: true,
    told: 'The scheduler on till is running.',
  });
  expect(seen('2026-05-04T08:30:00.000Z')).toEqual({
    lives: false,
    told: 'The scheduler on till was last seen 3 hours ago, at 2026-05-04 08:30 UTC: that machine sleeps, is off, or has lost the warehouse.',
  });
  expect(seen('2026-05-03T11:00:00.000Z').told).toContain('1 day ago');
  expect(seen('2026-05-04T11:58:00.000Z').told).toContain('2 minutes ago');
  expect(seen('2026-05-04T11:59:30.000Z', '2026-05-04T11:59:40.000Z')).toMatchObject({ lives: false });
  expect(seen('2026-05-04T13:00:00.000Z').told).toContain('a clock of one of the two machines is wrong');
});
