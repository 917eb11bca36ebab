import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { createZoneOffsets } from '../../pipelines/schedule/zoneOffsets.ts';
import { zoneOfSchedule } from './zoneOfSchedule.ts';

/** Two days, both of them taken, as the instants between which intervals must begin. */
export function daysAsRange(
  days: { readonly from: string; readonly to: string },
  schedule: Pipeline['schedule'],
  zone: Zone,
): Result<{ readonly from: string; readonly to: string }> {
  const own = zoneOfSchedule(schedule, zone);
  const offsets = createZoneOffsets();
  const from = offsets.instant(own, Date.parse(`${days.from}T00:00:00Z`));
  const to = offsets.instant(own, Date.parse(`${days.to}T00:00:00Z`) + 86_400_000);
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to)
    return fail('BAD_INPUT', {
      message: `There is no day between ${days.from} and ${days.to}.`,
      next: 'Give the earlier day first.',
    });
  return ok({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
}
