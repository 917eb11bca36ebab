import type { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { machineZone, type Zone } from '../../../shared/domain/zone.ts';

/** In whose clocks a schedule's days are: its own zone, the device's, or else the workspace's. */
export function zoneOfSchedule(schedule: Schedule | undefined, workspace: Zone): Zone {
  const zone = schedule !== undefined && 'cron' in schedule ? schedule.zone : undefined;
  return zone === 'device' ? machineZone() : (zone ?? workspace);
}
