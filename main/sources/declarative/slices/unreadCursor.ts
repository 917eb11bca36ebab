import type { JsonObject } from '../../json.ts';
import type { Instant } from '../dates.ts';
import type { Making } from '../parts.ts';
import type { DatetimeSettings } from './datetimeSettings.ts';

/** Reads the cursor of records, and says once of a stream that some have none. */
export function cursorReader(
  making: Making,
): (settings: DatetimeSettings, record: JsonObject) => Instant | null {
  let said = false;
  return (settings, record) => {
    const value = Object.hasOwn(record, settings.cursorField) ? record[settings.cursorField] : undefined;
    const instant = settings.parse(value);
    if (instant === null && !said) {
      said = true;
      const what = value === undefined || value === null ? 'no' : 'an unreadable';
      making.host.say(
        `Stream ${making.stream}: a record has ${what} ${settings.cursorField}; such records are kept.`,
        'warn',
      );
    }
    return instant;
  };
}
