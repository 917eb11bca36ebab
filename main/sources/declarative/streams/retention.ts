import { isJsonObject, type JsonObject } from '../../json.ts';
import { type Component, isComponent } from '../component.ts';
import { createDates } from '../expressions/dates/createDates.ts';
import type { Making } from '../parts.ts';
import { datetimeSettings } from '../slices/datetimeSettings.ts';
import { compareInstants, instantOf } from '../slices/instants.ts';

/** Written by a complete reading of a stream that has no cursor, so that the next one goes on from there. */
export const READ_WHOLE: JsonObject = { __ab_no_cursor_state_message: true };

/**
 * Whether the vendor may have forgotten what changed since a state: only for so long does it tell of changes
 * (`api_retention_period`). A state that can't be read counts as too old.
 */
export async function isTooOld(
  delegating: Component,
  incremental: Component,
  state: JsonObject,
  making: Making,
): Promise<boolean> {
  const written = making.expressions.text(delegating.members['api_retention_period'], delegating);
  const period = written === null ? '' : (await written({})).trim();
  if (period === '' || state['__ab_no_cursor_state_message'] === true) return false;
  const cursor = incremental.members['incremental_sync'];
  if (!isComponent(cursor) || cursor.type !== 'DatetimeBasedCursor') return false;
  const settings = await datetimeSettings(cursor, making)();
  const global = state['state'];
  const holder = isJsonObject(global) ? global : state;
  const at = settings.parse(holder[settings.cursorField]);
  const oldest = createDates().add(instantOf(making.host.clock.now()), period, -1);
  return at === null || compareInstants(at, oldest) < 0;
}
