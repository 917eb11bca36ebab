import { describe, expect, it } from 'vitest';
import { must } from '../warehouse/store/bench.ts';
import { DAILY, told } from './schedulerBench.ts';
import { BEFORE_SIX, SIX, sharedSchedulers } from './sharedSchedulers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const { switchedOn } = sharedSchedulers();

describe('the scheduler, by the clocks of the machine and of its people', () => {
  it('does nothing when the clock goes back, and nothing twice when it comes by again', async () => {
    const one = await switchedOn(BEFORE_SIX);
    await one.tickFor(MINUTE);
    one.clock.leap(-3 * HOUR);
    await one.later(4 * HOUR);
    expect((await one.runs()).length).toBe(1);
    expect(told(await one.slots())).toEqual(['2026-11-22T11:00:00.000Z run']);
  });

  it('holds what a clock that leapt by more than a day made due, asks once, and goes on when told', async () => {
    const one = await switchedOn(BEFORE_SIX);
    one.clock.leap(40 * DAY);
    await one.tickFor(10 * MINUTE);
    expect(await one.runs()).toEqual([]);
    expect((await one.state()).held).toMatch(
      /leapt forward by 5 weeks .* until you say that the clock is right/,
    );
    expect(one.alerts.map((alert) => [alert.kind, alert.dedupe])).toEqual([['asks', 'asks:daily:clock']]);
    expect(one.scheduler.state()).toMatchObject({ nextDue: null });
    expect(one.scheduler.state().told).toContain('daily asks something first');
    await one.restart();
    await one.tickFor(MINUTE);
    expect(await one.runs()).toEqual([]);
    must(await one.scheduler.release(DAILY));
    expect((await one.runs()).map((run) => run.slot)).toEqual(['2027-01-01T11:00:00.000Z']);
    expect((await one.slots()).length).toBe(41);
  });

  it('lets go by itself of what a leap had made due when the clock is put back', async () => {
    const one = await switchedOn(BEFORE_SIX);
    one.clock.leap(40 * DAY);
    await one.tickFor(2 * MINUTE);
    expect((await one.state()).held).not.toBeNull();
    one.clock.leap(-40 * DAY);
    await one.tickFor(2 * MINUTE);
    expect([(await one.state()).held, (await one.runs()).length]).toEqual([null, 1]);
    expect(told(await one.slots())).toEqual(['2026-11-22T11:00:00.000Z run']);
  });

  it('takes a leap of less than a day, and a sleep of weeks, for what they are', async () => {
    for (const happens of ['leap', 'sleep'] as const) {
      const one = await switchedOn('2026-11-22T05:00:00.000Z');
      if (happens === 'leap') one.clock.leap(20 * HOUR);
      else await one.clock.sleep(20 * DAY);
      await one.tickFor(2 * MINUTE);
      expect([(await one.state()).held, (await one.runs()).length, one.alerts.length]).toEqual([null, 1, 0]);
    }
  });

  it('asks where the clock was put back so far that its next moment is weeks away', async () => {
    const one = await switchedOn(BEFORE_SIX);
    await one.restart();
    one.clock.leap(-60 * DAY);
    await one.tickFor(MINUTE);
    expect((await one.state()).held).toContain('was put back');
    must(await one.scheduler.release(DAILY));
    expect((await one.state()).nextDue).toBe('2026-09-24T10:00:00.000Z');
  });

  it('follows the device: no local day twice when it travels west, and none lost when it travels east', async () => {
    const one = await switchedOn('2026-11-22T10:59:30.000Z', { schedule: { ...SIX, zone: 'device' } });
    await one.tickFor(MINUTE);
    expect(told(await one.slots())).toEqual(['2026-11-22T06:00 run']);
    await one.end((await one.runs())[0]?.id as never);
    one.deviceZone = 'Pacific/Honolulu';
    await one.later(20 * HOUR);
    expect(told(await one.slots())).toEqual(['2026-11-22T06:00 run']);
    expect((await one.state()).nextDue).toBe('2026-11-23T16:00:00.000Z');
    // On the plane over the date line the morning of the 23rd in Tokyo passed while the laptop slept.
    await one.clock.sleep(4 * HOUR);
    one.deviceZone = 'Asia/Tokyo';
    await one.tickFor(2 * MINUTE);
    expect(told(await one.slots()).slice(1)).toEqual(['2026-11-23T06:00 run']);
    one.deviceZone = 'Pacific/Honolulu';
    await one.later(DAY);
    expect(told(await one.slots()).slice(1)).toEqual(['2026-11-23T06:00 run']);
    await one.later(DAY);
    expect(told(await one.slots()).slice(2)).toEqual(['2026-11-24T06:00 coalesced']);
  });

  it('tells of a deadline once, also at wake, and only of days that were its business', async () => {
    const deadline = { by: '09:00' };
    // Switched on at ten: the moment at six was before.
    const one = await switchedOn('2026-11-22T15:00:00.000Z', { schedule: SIX, deadline });
    await one.tickFor(2 * MINUTE);
    expect(one.alerts).toEqual([]);
    // The next day goes well.
    await one.clock.sleep(20 * HOUR);
    await one.tickFor(2 * MINUTE);
    await one.end((await one.runs())[0]?.id as never);
    await one.later(4 * HOUR);
    expect(one.alerts).toEqual([]);
    // The day after it sleeps through its deadline.
    await one.clock.sleep(DAY);
    await one.tickFor(3 * MINUTE);
    expect(one.alerts).toMatchObject([
      {
        kind: 'late',
        dedupe: 'late:daily:2026-11-24',
        title: 'daily is late',
        body: 'By 09:00 on 2026-11-24 (America/New_York) the run of that day should have succeeded, and it has not.',
      },
    ]);
    await one.restart();
    await one.tickFor(10 * MINUTE);
    expect([one.alerts.length, (await one.state()).lateTold]).toEqual([1, '2026-11-24']);
  });

  it('asks by a deadline for the run of days before', async () => {
    const one = await switchedOn(BEFORE_SIX, { schedule: SIX, deadline: { by: '09:00', days_before: 1 } });
    await one.later(4 * HOUR);
    expect(one.alerts).toEqual([]);
    await one.end((await one.runs())[0]?.id as never, 'failed');
    await one.later(DAY);
    expect(one.alerts.map((alert) => alert.body)).toEqual([
      'By 09:00 on 2026-11-23 (America/New_York) the run of the day before should have succeeded, and it has not.',
    ]);
  });
});
