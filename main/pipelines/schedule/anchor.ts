import type { Zone } from '../../../shared/domain/zone.ts';
import { createZoneOffsets } from './zoneOffsets.ts';

/** A Monday. */
const MONDAY = Date.UTC(2001, 0, 1);

/**
 * Where schedules like "every 2 hours" count from: the beginning of a Monday in the workspace's zone, long ago. The same for
 * whoever asks and whenever, so the moments of a schedule are the same for a preview, a backfill, and after a restart.
 */
export function anchorOf(zone: Zone): number {
  return createZoneOffsets().instant(zone, MONDAY);
}
