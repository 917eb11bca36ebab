import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { Schedule } from '../../../shared/domain/pipeline/schedule.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { anchorOf } from './anchor.ts';
import { createSlots } from './createSlots.ts';
import type { DueSlot, ScheduleContext } from './slots.ts';

const DAY = 86_400_000;
const slots = createSlots();
const utc = Zone.parse('UTC');

function contextOf(zone: string, deviceZone = zone): ScheduleContext {
  return { zone: Zone.parse(zone), deviceZone: Zone.parse(deviceZone), anchor: 0 };
}

function next(zone: string, cron: string, after: string, take: number): string[] {
  const found = slots.next(Schedule.parse({ cron }), contextOf(zone), Date.parse(after), take);
  return found.map((slot) => slot.slot.replace(':00.000Z', 'Z'));
}

describe('slots of a cron', () => {
  it.each([
    // Clocks jump forward: the first instant after the hole.
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['Australia/Sydney', '30 2 * * *', '2026-10-03T00:00Z', ['2026-10-03T16:00Z', '2026-10-04T15:30Z']],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:15Z']],
    // The hole is at midnight, and the day is there all the same.
    ['America/Santiago', '0 0 * * *', '2026-09-05T12:00Z', ['2026-09-06T04:00Z', '2026-09-07T03:00Z']],
    ['Asia/Beirut', '30 0 * * *', '2026-03-28T12:00Z', ['2026-03-28T22:00Z', '2026-03-29T21:30Z']],
    ['America/Nuuk', '30 23 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    // Several moments in one hole, and one that is due at its end anyway, are one.
    ['America/New_York', '0,30 2 * * *', '2026-03-08T00:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:00Z']],
    ['America/New_York', '0 2,3 * * *', '2026-03-08T00:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:00Z']],
    // A date that never was has no moment.
    ['Pacific/Apia', '0 6 * * *', '2011-12-29T12:00Z', ['2011-12-29T16:00Z', '2011-12-30T16:00Z']],
    // Clocks go back: the first time.
    ['America/New_York', '30 1 * * *', '2026-11-01T00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T00:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
    ['America/Santiago', '30 23 * * *', '2026-04-04T12:00Z', ['2026-04-05T02:30Z', '2026-04-06T03:30Z']],
    // Asked just after the first time: not the second.
    ['America/New_York', '30 1 * * *', '2026-11-01T05:30Z', ['2026-11-02T06:30Z']],
    ['America/New_York', '0 1,13 * * *', '2026-11-01T00:00Z', ['2026-11-01T05:00Z', '2026-11-01T18:00Z']],
  ])('in %s %s after %s is due at %j', (zone, cron, after, expected) => {
    expect(next(zone, cron, after, expected.length)).toEqual(expected);
  });

  it.each(['America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Beirut'])(
    'goes by time elapsed in %s where it is due all day long',
    (zone) => {
      const from = Date.parse('2026-01-01T00:00:00Z');
      for (const [cron, minutes] of [
        ['*/10 * * * *', 10],
        ['*/30 * * * *', 30],
      ] as const) {
        const { slots: found, count } = slots.between(
          Schedule.parse({ cron }),
          contextOf(zone),
          from,
          from + 365 * DAY,
          60_000,
        );
        expect(count).toBe((365 * 24 * 60) / minutes);
        const gaps = new Set(found.map((slot) => slot.to - slot.from));
        expect([...gaps]).toEqual([minutes * 60_000]);
      }
    },
  );

  it('answers as croner does, but for where croner loses moments', () => {
    const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Australia/Adelaide'];
    zones.push('America/Santiago', 'Asia/Beirut', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Chatham');
    const crons = ['0 0 * * *', '30 2 * * *', '45 1 * * *', '30 23 * * 0', '15 3 L * *', '0 0 29 2 *'];
    crons.push('*/15 * * * *', '7 * * * *', '0 12 * * MON-FRI', '0 6 * * 5#2');
    let compared = 0;
    for (const zone of zones) {
      for (const cron of crons) {
        const theirs = new Cron(cron, { timezone: zone, mode: '5-part', paused: true });
        // Around both changes of two years, so that all hemispheres have theirs.
        for (const start of [
          '2025-03-06',
          '2025-03-27',
          '2026-04-02',
          '2026-09-03',
          '2026-10-01',
          '2026-10-29',
        ]) {
          const after = Date.parse(`${start}T00:00:00Z`);
          const take = cron.startsWith('*/15') ? 500 : 8;
          const expected = theirs.nextRuns(take, new Date(after)).map((at) => at.getTime());
          const ours = slots.next(Schedule.parse({ cron }), contextOf(zone), after, take);
          expect(
            ours.map((slot) => slot.due),
            `${cron} in ${zone} after ${start}`,
          ).toEqual(expected);
          compared += expected.length;
        }
      }
    }
    expect(compared).toBeGreaterThan(20_000);
  });

  it('is the same list whether asked forward, for a span, or from anywhere within', () => {
    for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Nuuk']) {
      for (const cron of ['30 2,23 * * *', '*/20 0-3 * * *', '5 * * * *', '0 0 1 * *']) {
        const schedule = Schedule.parse({ cron });
        const from = Date.parse(zone === 'Pacific/Apia' ? '2011-11-20T00:00:00Z' : '2026-02-20T00:00:00Z');
        const until = from + 60 * DAY;
        const context = contextOf(zone);
        const whole = slots.between(schedule, context, from, until, 100_000);
        expect(whole.count).toBe(whole.slots.length);
        const walked: DueSlot[] = [];
        for (let after = from; ; ) {
          const [one] = slots.next(schedule, context, after, 1);
          if (one === undefined || one.due > until) break;
          walked.push(one);
          after = one.due;
        }
        expect(walked).toEqual(whole.slots);
        expect(slots.between(schedule, context, from, until, 5).slots).toEqual(whole.slots.slice(-5));
        // Each is about the time since the one before.
        for (const [index, slot] of whole.slots.entries()) {
          expect(slot.from).toBe(whole.slots[index - 1]?.due ?? slot.from);
          expect(slot.from).toBeLessThan(slot.to);
        }
      }
    }
  });

  it('names slots that follow the device by local time, and never one twice', () => {
    const daily = Schedule.parse({ cron: '0 6 * * *', zone: 'device' });
    const in_ = (zone: string) => contextOf('UTC', zone);
    const at = Date.parse('2026-11-22T12:00:00Z');
    expect(slots.next(daily, in_('Asia/Tokyo'), at, 1)).toMatchObject([
      { slot: '2026-11-23T06:00', due: Date.parse('2026-11-22T21:00:00Z') },
    ]);
    expect(slots.next(daily, in_('America/New_York'), at, 1)).toMatchObject([
      { slot: '2026-11-23T06:00', due: Date.parse('2026-11-23T11:00:00Z') },
    ]);
    const folded = Schedule.parse({ cron: '*/30 0-3 * * *', zone: 'device' });
    const from = Date.parse('2026-10-30T00:00:00Z');
    const { slots: found } = slots.between(folded, in_('America/New_York'), from, from + 5 * DAY, 100);
    expect(new Set(found.map((slot) => slot.slot)).size).toBe(found.length);
    // Due in every hour, it has no time of day that travel could repeat.
    const hourly = Schedule.parse({ cron: '0 * * * *', zone: 'device' });
    expect(slots.next(hourly, in_('Asia/Tokyo'), at, 1)[0]?.slot).toBe('2026-11-22T13:00:00.000Z');
  });

  it('counts years in bounds and lists the newest', () => {
    const until = Date.parse('2026-11-22T00:00:00Z');
    const minutes = slots.between(Schedule.parse({ cron: '* * * * *' }), contextOf('UTC'), 0, until, 3);
    expect([minutes.count, minutes.slots.map((slot) => slot.due)]).toEqual([
      100_000,
      [until - 120_000, until - 60_000, until],
    ]);
    const leap = slots.between(Schedule.parse({ cron: '0 0 29 2 *' }), contextOf('UTC'), 0, until, 1);
    expect([leap.count, leap.slots[0]?.slot]).toEqual([14, '2024-02-29T00:00:00.000Z']);
  });

  it('has none for what is no cron, for what never comes, and for relations', () => {
    for (const schedule of [
      { cron: 'every day' },
      { cron: '0 0 31 2 *' },
      { cron: '0 0 6 * * *' },
      { cron: '? * * * *' },
      { cron: '61 * * * *' },
    ]) {
      const read = Schedule.parse(schedule);
      expect(slots.next(read, contextOf('UTC'), 0, 1)).toEqual([]);
      expect(slots.between(read, contextOf('UTC'), 0, DAY, 1)).toEqual({ slots: [], count: 0 });
    }
    const after = Schedule.parse({ after: ['core.orders'] });
    expect(slots.next(after, contextOf('UTC'), 0, 1)).toEqual([]);
  });
});

describe('slots of an interval', () => {
  it('are counted from the anchor, whenever it is asked', () => {
    const every = Schedule.parse({ every: '90 minutes' });
    const zone = Zone.parse('America/New_York');
    const context = { zone, deviceZone: utc, anchor: anchorOf(zone) };
    expect(new Date(context.anchor).toISOString()).toBe('2001-01-01T05:00:00.000Z');
    const late = Date.parse('2026-11-22T10:59:59.999Z');
    const found = slots.next(every, context, late, 2);
    expect(found.map((slot) => slot.slot)).toEqual(['2026-11-22T11:00:00.000Z', '2026-11-22T12:30:00.000Z']);
    expect(found[0]?.from).toBe(Date.parse('2026-11-22T09:30:00.000Z'));
    expect(slots.between(every, context, late, late + DAY, 1)).toMatchObject({ count: 16 });
    expect(slots.between(every, context, 0, late, 2).count).toBe(100_000);
  });
});
