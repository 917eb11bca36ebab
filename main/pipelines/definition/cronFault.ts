import { Cron } from 'croner';
import { quoted } from './problem.ts';

const FIELDS = [
  { name: 'minute', range: '0 to 59' },
  { name: 'hour', range: '0 to 23' },
  { name: 'day of the month', range: '1 to 31, or L for the last' },
  { name: 'month', range: '1 to 12, or JAN to DEC' },
  { name: 'day of the week', range: '0 to 7 (0 and 7 are Sunday), or SUN to SAT' },
] as const;
const NICKNAMES = ['@hourly', '@daily', '@midnight', '@weekly', '@monthly', '@yearly', '@annually'];
const LONGEST = 200;
/** Any start does: what doesn't come within the years croner looks at never comes. */
const SOMEDAY = new Date('2001-01-01T00:00:00Z');

/** Why a cron expression can't be a schedule, to follow its name; null where it can. */
export function cronFault(written: string): string | null {
  const cron = written.trim();
  if (cron.length > LONGEST) return `is longer than ${LONGEST} letters`;
  if (cron.startsWith('@'))
    return NICKNAMES.includes(cron.toLowerCase())
      ? null
      : `${quoted(cron)} is not one of ${NICKNAMES.join(', ')}`;
  const fields = cron.split(/\s+/);
  if (fields.length === 6 || fields.length === 7)
    return `has ${fields.length} fields, and five are read: minute, hour, day of the month, month, day of the week. Seconds and years can't be given`;
  if (fields.length !== 5)
    return `has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}, and needs five: minute, hour, day of the month, month, day of the week (0 6 * * * is every day at 06:00)`;
  if (cron.includes('?')) return 'holds a ?, which would mean the moment it is read: write * there';
  for (const [index, field] of fields.entries()) {
    const alone = fields.map((_, at) => (at === index ? field : '*')).join(' ');
    const facts = FIELDS[index];
    if (facts !== undefined && readCron(alone) === null)
      return `its ${facts.name}, ${quoted(field)}, can't be read: it goes from ${facts.range}, with commas, ranges like 1-5 and steps like */5`;
  }
  const read = readCron(fields.join(' '));
  if (read === null) return `${quoted(cron)} can't be read`;
  return read.nextRun(SOMEDAY) === null ? 'never comes: no month it names has such a day' : null;
}

/** Only croner's arithmetic is used: without a function it starts no timer. */
function readCron(pattern: string): Cron | null {
  try {
    return new Cron(pattern, { mode: '5-part', timezone: 'UTC' });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}
