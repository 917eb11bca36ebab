import { expect, it } from 'vitest';
import { Deadline } from '../../../shared/domain/pipeline/schedule.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { deadlineOf } from './deadlineOf.ts';
import { createZoneOffsets } from './zoneOffsets.ts';

it('is that time on the day the run is due, by the clocks there', () => {
  const at = (by: string, to: string, zone: string, days_before?: number) =>
    new Date(
      deadlineOf(
        Deadline.parse({ by, ...(days_before !== undefined && { days_before }) }),
        Date.parse(to),
        Zone.parse(zone),
        createZoneOffsets(),
      ),
    ).toISOString();
  expect(at('09:00', '2026-11-22T11:00:00Z', 'America/New_York')).toBe('2026-11-22T14:00:00.000Z');
  // 23:30 in New York is the next day in UTC, and the deadline is of the day there.
  expect(at('09:00', '2026-11-22T04:30:00Z', 'America/New_York')).toBe('2026-11-21T14:00:00.000Z');
  expect(at('09:00', '2026-11-22T11:00:00Z', 'America/New_York', 1)).toBe('2026-11-23T14:00:00.000Z');
  // Clocks went forward that night.
  expect(at('09:00', '2026-03-29T00:30:00Z', 'Europe/Paris')).toBe('2026-03-29T07:00:00.000Z');
});
