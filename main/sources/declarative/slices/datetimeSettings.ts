import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Dates, Instant } from '../dates.ts';
import { createDates } from '../expressions/dates/createDates.ts';
import type { Making } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { flag, words } from '../records/members.ts';
import { type Clamping, clampingTo, NO_CLAMPING } from './clamping.ts';
import { compareInstants, earlier, instantOf, later } from './instants.ts';
import type { WindowRules } from './windows.ts';

/** A DatetimeBasedCursor with every template in it evaluated, for one reading of its stream. */
export interface DatetimeSettings {
  readonly cursorField: string;
  /** Names of the window's two ends in a slice. */
  readonly startField: string;
  readonly endField: string;
  readonly rules: WindowRules;
  format(instant: Instant): string;
  /** Null: the value is of none of the formats. */
  parse(value: Json | undefined): Instant | null;
}

export function datetimeSettings(component: Component, making: Making): () => Promise<DatetimeSettings> {
  const { members } = component;
  const { expressions } = making;
  const dates = createDates();
  const format = members['datetime_format'];
  if (typeof format !== 'string') throw wrongManifest(component, 'datetime_format is missing');
  const formats = [...words(component, 'cursor_datetime_formats'), format];
  const text = (name: string, fallback: string | null = null) => {
    const compiled = expressions.text(members[name], component);
    return async () => {
      const value = compiled === null ? '' : (await compiled({})).trim();
      return value === '' || value === 'None' ? fallback : value;
    };
  };
  const cursorField = text('cursor_field');
  const startField = text('partition_field_start', 'start_time');
  const endField = text('partition_field_end', 'end_time');
  const step = text('step');
  const lookback = text('lookback_window');
  const granularity = text('cursor_granularity');
  const start = moment(members['start_datetime'], component, making, dates, format);
  const end = moment(members['end_datetime'], component, making, dates, format);
  const clamping = clampingOf(members['clamping'], component, making);

  return async () => {
    const key = await cursorField();
    if (key === null) throw wrongManifest(component, 'cursor_field is missing');
    const clamped = await clamping();
    const smallest = await granularity();
    const now = instantOf(making.host.clock.now());
    const last = (await end()) ?? now;
    const stepped = await step();
    for (const duration of [stepped, smallest])
      if (duration !== null && compareInstants(dates.add(now, duration, 1), now) <= 0)
        throw wrongManifest(component, `step and cursor_granularity must be longer than ${duration}`);
    const endsAt = clamped === NO_CLAMPING ? last : dates.add(clamped.down(last), smallest ?? 'PT1S', -1);
    return {
      cursorField: key,
      startField: (await startField()) ?? 'start_time',
      endField: (await endField()) ?? 'end_time',
      rules: {
        dates,
        start: (await start()) ?? instantOf(0),
        end: endsAt,
        step: stepped,
        granularity: smallest,
        lookback: await lookback(),
        clamping: clamped,
        strictly: flag(component, 'is_compare_strictly'),
      },
      format: (instant) => dates.format(instant, format),
      parse: (value) => parseAny(dates, formats, value),
    };
  };
}

function parseAny(dates: Dates, formats: readonly string[], value: Json | undefined): Instant | null {
  if (value === undefined || value === null || typeof value === 'object' || typeof value === 'boolean')
    return null;
  for (const format of formats) {
    const whole =
      typeof value === 'number' && (format === '%s' || format === '%ms') ? Math.trunc(value) : value;
    const instant = dates.parse(String(whole), format);
    if (instant !== null) return instant;
  }
  return null;
}

/** A date as text or as a MinMaxDatetime; null: there is none. */
function moment(
  member: Member | undefined,
  owner: Component,
  making: Making,
  dates: Dates,
  inherited: string,
): () => Promise<Instant | null> {
  const component = isComponent(member) ? member : owner;
  const of = (name: string): Member | undefined => (isComponent(member) ? member.members[name] : undefined);
  const own = of('datetime_format');
  const format = typeof own === 'string' && own !== '' ? own : inherited;
  const text = making.expressions.text(isComponent(member) ? of('datetime') : member, component);
  const least = making.expressions.text(of('min_datetime'), component);
  const most = making.expressions.text(of('max_datetime'), component);
  const read = async (compiled: typeof text): Promise<Instant | null> => {
    const value = compiled === null ? '' : (await compiled({})).trim();
    if (value === '' || value === 'None') return null;
    const instant = dates.parse(value, format);
    if (instant === null) throw notADate(making.stream, value, format, component);
    return instant;
  };
  return async () => {
    const value = await read(text);
    if (value === null) return null;
    const floor = await read(least);
    const ceiling = await read(most);
    const raised = floor === null ? value : later(value, floor);
    return ceiling === null ? raised : earlier(raised, ceiling);
  };
}

function notADate(stream: string, value: string, format: string, { path }: Component): Trouble {
  return new Trouble('config', {
    code: 'SOURCE_REFUSED',
    message: `Stream ${stream}: “${value.slice(0, 60)}” is not a date of the form ${format} (${path}).`,
    next: 'Enter the date in that form in the settings of the source.',
    subject: stream,
    retry: false,
  });
}

function clampingOf(member: Member | undefined, owner: Component, making: Making): () => Promise<Clamping> {
  if (member === undefined || member === null) return async () => NO_CLAMPING;
  const own = (isComponent(member) ? member.members : member) as { readonly [name: string]: Member };
  const target = making.expressions.text(own['target'], owner);
  const details = own['target_details'] as JsonObject | undefined;
  const weekday = details?.['weekday'];
  return async () => {
    const found = clampingTo((await target?.({})) ?? '', typeof weekday === 'string' ? weekday : null);
    if (found === null) throw wrongManifest(owner, 'clamping needs DAY, MONTH, or WEEK with a weekday');
    return found;
  };
}
