import { describe, expect, it } from 'vitest';
import { PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { fail } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';
import { DAILY, told } from './schedulerBench.ts';
import { BEFORE_SIX, SIX, sharedSchedulers } from './sharedSchedulers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEXT = { next: expect.any(String) };

const { bench, switchedOn } = sharedSchedulers();

describe('the scheduler', () => {
  it('runs nothing on switching on, and at the first tick after its time puts one run on record', async () => {
    const one = await switchedOn(BEFORE_SIX);
    expect(one.scheduler.state()).toMatchObject({
      is: 'running',
      told: 'One pipeline is switched on.',
      nextDue: { pipeline: 'daily', at: '2026-11-22T11:00:00.000Z' },
    });
    await one.tickFor(20_000);
    expect(await one.runs()).toEqual([]);
    await one.tickFor(40_000);
    expect(await one.runs()).toMatchObject([
      {
        slot: '2026-11-22T11:00:00.000Z',
        kind: 'scheduled',
        status: 'queued',
        interval: { from: '2026-11-21T11:00:00.000Z', to: '2026-11-22T11:00:00.000Z' },
        queuedAt: '2026-11-22T11:00:10.000Z',
      },
    ]);
    expect(await one.slots()).toMatchObject([{ decision: 'run', why: 'Its time had come.', run: 'r000001' }]);
    expect(one.scheduler.state()).toMatchObject({
      heartbeatAt: '2026-11-22T11:00:30.000Z',
      nextDue: { at: '2026-11-23T11:00:00.000Z' },
      queued: 1,
      running: 0,
    });
    expect(one.engine).toContain('wake');
    // The workspace was open all along with a schedule that nobody switched on.
    const off = PipelineName.parse('off');
    one.file({ schedule: SIX }, off);
    await one.tickFor(MINUTE);
    expect(await one.runs(off)).toEqual([]);
  });

  it.each([
    ['latest', 1, ['covered', 'covered', 'run'], '2026-11-19T11:00:00.000Z'],
    ['all', 3, ['run', 'run', 'run'], '2026-11-21T11:00:00.000Z'],
    ['skip', 0, ['skipped', 'skipped', 'skipped'], null],
  ] as const)(
    'after three days away the policy %s makes %d runs, with every slot on record',
    async (missed, count, decisions, from) => {
      const one = await switchedOn('2026-11-19T12:00:00.000Z', { schedule: { ...SIX, missed } });
      await one.clock.advance(3 * DAY);
      await one.restart();
      await one.scheduler.tick();
      const runs = await one.runs();
      expect(runs.map((run) => run.slot)).toEqual(
        ['2026-11-20', '2026-11-21', '2026-11-22'].slice(3 - count).map((day) => `${day}T11:00:00.000Z`),
      );
      if (from !== null) expect(runs.at(-1)?.interval).toEqual({ from, to: '2026-11-22T11:00:00.000Z' });
      const slots = await one.slots();
      expect(slots.map((slot) => slot.decision)).toEqual(decisions);
      for (const slot of slots) {
        expect(slot.why).toMatch(/^It .*\.$/);
        expect(slot.run === null).toBe(missed === 'skip');
      }
      // A workspace that was closed for days is no clock that leapt.
      expect([(await one.state()).held, one.alerts]).toEqual([null, []]);
    },
  );

  it('catches up with 31 at most, offers the remainder as a backfill, and widens from the last watermark', async () => {
    const all = await switchedOn('2026-09-01T12:00:00.000Z', { schedule: { ...SIX, missed: 'all' } });
    await all.clock.advance(60 * DAY);
    await all.restart();
    await all.scheduler.tick();
    const slots = await all.slots();
    expect([slots.length, (await all.runs()).length]).toEqual([60, 31]);
    expect(slots.map((slot) => slot.decision)).toEqual([
      ...Array<string>(31).fill('run'),
      ...Array<string>(29).fill('offered'),
    ]);
    const oldestFirst = (await all.runs()).toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt));
    expect(new Set(oldestFirst.map((run) => run.queuedAt)).size).toBe(31);
    expect(oldestFirst.map((run) => run.slot)).toEqual(slots.slice(0, 31).map((slot) => slot.slot));

    const latest = await switchedOn(BEFORE_SIX);
    await latest.tickFor(MINUTE);
    await latest.end((await latest.runs())[0]?.id as never);
    await latest.later(DAY);
    await latest.end((await latest.runs())[1]?.id as never, 'failed');
    await latest.later(DAY);
    // The second failed, so the third makes up for it.
    expect((await latest.runs()).map((run) => run.interval.from)).toEqual([
      '2026-11-21T11:00:00.000Z',
      '2026-11-22T11:00:00.000Z',
      '2026-11-22T11:00:00.000Z',
    ]);
    expect((await latest.state()).watermark).toBe('2026-11-22T11:00:00.000Z');
  });

  it('starts nothing that is older than start_within', async () => {
    const schedule = { ...SIX, start_within: '2 hours' };
    for (const [away, decision] of [
      [HOUR, 'run'],
      [3 * HOUR, 'too_late'],
    ] as const) {
      const one = await switchedOn(BEFORE_SIX, { schedule });
      await one.clock.advance(away);
      await one.restart();
      await one.scheduler.tick();
      expect(told(await one.slots())).toEqual([`2026-11-22T11:00:00.000Z ${decision}`]);
      expect((await one.runs()).length).toBe(decision === 'run' ? 1 : 0);
    }
  });

  it('settles after a wake, whichever way the clocks went in the sleep, and tells the engine before anything starts', async () => {
    for (const how of ['stands', 'goes on'] as const) {
      const one = await switchedOn(BEFORE_SIX);
      one.engine.length = 0;
      await one.clock.sleep(8 * HOUR, how);
      await one.scheduler.tick();
      expect(one.scheduler.state()).toMatchObject({ is: 'settling' });
      await one.tickFor(40_000);
      expect([await one.runs(), one.engine]).toEqual([[], []]);
      // It wakes for a moment in the dark once more.
      await one.clock.sleep(HOUR, how);
      await one.tickFor(40_000);
      expect([await one.runs(), one.engine]).toEqual([[], []]);
      await one.tickFor(40_000);
      expect((await one.runs()).length).toBe(1);
      expect(one.engine.slice(0, 2)).toEqual(['disturbed', 'wake']);
      expect(one.scheduler.state().is).toBe('running');
    }
  });

  it('goes on where ticks are always late: a busy machine is not one that wakes', async () => {
    const one = await switchedOn(BEFORE_SIX);
    for (let tick = 0; tick < 3; tick += 1) {
      await one.clock.advance(70_000);
      await one.scheduler.tick();
    }
    expect((await one.runs()).length).toBe(1);
  });

  it('queues one run at most while another is active; later slots widen it', async () => {
    const one = await switchedOn('2026-11-22T11:59:30.000Z', { schedule: { every: '1 hour' } });
    await one.tickFor(MINUTE);
    const [first] = await one.runs();
    await one.end(first?.id as never, 'running');
    for (let hour = 0; hour < 3; hour += 1) await one.later(HOUR);
    const runs = await one.runs();
    expect(runs.map((run) => [run.status, run.interval.from, run.interval.to])).toEqual([
      ['running', '2026-11-22T11:00:00.000Z', '2026-11-22T12:00:00.000Z'],
      ['queued', '2026-11-22T12:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ]);
    expect(runs[1]?.note).toContain('up to 2026-11-22T15:00:00.000Z');
    expect((await one.slots()).map((slot) => [slot.decision, slot.run])).toEqual([
      ['run', runs[0]?.id],
      ['run', runs[1]?.id],
      ['coalesced', runs[1]?.id],
      ['coalesced', runs[1]?.id],
    ]);
  });

  it('decides anew where the run that waited was begun meanwhile', async () => {
    const one = await switchedOn('2026-11-22T11:59:30.000Z', { schedule: { every: '1 hour' } });
    await one.tickFor(MINUTE);
    const [first] = await one.runs();
    const decide = one.records.decide.bind(one.records);
    Object.assign(one.records, {
      async decide(...asked: Parameters<typeof decide>) {
        if (asked[1].widened !== undefined) await one.end(first?.id as never, 'running');
        return decide(...asked);
      },
    });
    await one.later(HOUR);
    expect((await one.runs()).map((run) => [run.status, run.interval.to])).toEqual([
      ['running', '2026-11-22T12:00:00.000Z'],
      ['queued', '2026-11-22T13:00:00.000Z'],
    ]);
    expect(one.scheduler.state().told).toBe('One pipeline is switched on.');
  });

  it('reckons a changed schedule anew from now, with what was still due on record', async () => {
    const one = await switchedOn(BEFORE_SIX);
    await one.clock.advance(2 * DAY);
    one.file({ schedule: { cron: '0 9 * * *' } });
    await one.restart();
    await one.tickFor(20_000);
    expect(await one.runs()).toEqual([]);
    expect(told(await one.slots())).toEqual([
      '2026-11-22T11:00:00.000Z skipped',
      '2026-11-23T11:00:00.000Z skipped',
    ]);
    expect((await one.state()).nextDue).toBe('2026-11-24T14:00:00.000Z');
    // What is done about missed ones decides no moment.
    one.file({ schedule: { cron: '0 9 * * *', missed: 'all' } });
    await one.tickFor(20_000);
    expect((await one.state()).nextDue).toBe('2026-11-24T14:00:00.000Z');
    await one.clock.advance(DAY);
    must(await one.scheduler.turn(DAILY, false));
    must(await one.scheduler.turn(DAILY, true));
    expect(told(await one.slots()).slice(2)).toEqual(['2026-11-24T14:00:00.000Z skipped']);
    expect(await one.runs()).toEqual([]);
  });

  it('makes no run of a file with errors, says so, and catches up once it is mended', async () => {
    const one = await switchedOn(BEFORE_SIX);
    one.file(null);
    await one.tickFor(2 * MINUTE);
    expect([await one.runs(), await one.slots()]).toEqual([[], []]);
    expect(one.scheduler.state().told).toContain('daily is switched on, but its file has errors or is gone');
    expect(await one.scheduler.turn(PipelineName.parse('nobody'), true)).toMatchObject({
      failure: { code: 'PIPELINE_UNKNOWN', ...NEXT },
    });
    one.file({ schedule: SIX });
    await one.tickFor(20_000);
    expect(told(await one.slots())).toEqual(['2026-11-22T11:00:00.000Z run']);
    one.file(null);
    expect(await one.scheduler.turn(DAILY, true)).toMatchObject({
      failure: { code: 'PIPELINE_INVALID', ...NEXT },
    });
    one.file({});
    expect(await one.scheduler.turn(DAILY, true)).toMatchObject({
      failure: { code: 'RUN_NOT_POSSIBLE', ...NEXT },
    });
  });

  it('decides nothing while all is paused, and makes up for it afterwards', async () => {
    const one = await switchedOn(BEFORE_SIX);
    one.paused = true;
    await one.tickFor(2 * MINUTE);
    expect([await one.slots(), one.scheduler.state().is]).toEqual([[], 'paused']);
    one.paused = false;
    await one.tickFor(20_000);
    expect(told(await one.slots())).toEqual(['2026-11-22T11:00:00.000Z run']);
  });

  it('runs after relations were each written, once for what was written, also across a restart', async () => {
    const one = await bench(BEFORE_SIX);
    one.versions.set('core.orders', 'build 1');
    one.file({ schedule: { after: ['core.orders', 'core.items'] } });
    must(await one.scheduler.turn(DAILY, true));
    await one.tickFor(MINUTE);
    one.versions.set('core.items', 'build 2');
    await one.tickFor(MINUTE);
    expect(await one.runs()).toEqual([]);
    one.versions.set('core.orders', 'load 7');
    await one.restart();
    await one.tickFor(MINUTE);
    await one.restart();
    await one.tickFor(MINUTE);
    expect(await one.runs()).toMatchObject([{ kind: 'event', note: '2 relations were written.' }]);
    one.versions.set('core.orders', 'load 8').set('core.items', 'build 3');
    await one.tickFor(MINUTE);
    one.versions.set('core.orders', 'load 9').set('core.items', 'build 4');
    await one.tickFor(MINUTE);
    const runs = await one.runs();
    expect(runs.length).toBe(1);
    expect((await one.slots()).map((slot) => [slot.decision, slot.run])).toEqual([
      ['run', runs[0]?.id],
      ['coalesced', runs[0]?.id],
      ['coalesced', runs[0]?.id],
    ]);
    await one.end(runs[0]?.id as never);
    one.versions.set('core.orders', 'load 10').set('core.items', 'build 5');
    await one.tickFor(20_000);
    // From where the last one had come.
    expect((await one.runs())[1]?.interval.from).toBe(runs[0]?.interval.to);
  });

  it('tells that the records can not be reached, and loses nothing', async () => {
    const one = await switchedOn(BEFORE_SIX);
    one.refuses = fail('STORE_UNREACHABLE', {
      message: 'The warehouse is gone.',
      next: 'Wait.',
      retry: true,
    });
    await one.tickFor(2 * MINUTE);
    expect(one.scheduler.state()).toMatchObject({
      is: 'stalled',
      told: 'The warehouse is gone. It tries again by itself.',
      heartbeatAt: BEFORE_SIX,
    });
    one.refuses = null;
    await one.tickFor(20_000);
    expect(one.scheduler.state()).toMatchObject({ is: 'running', told: 'One pipeline is switched on.' });
    expect((await one.runs()).length).toBe(1);
  });

  it('stops for good when another process has become the scheduler', async () => {
    const one = await switchedOn(BEFORE_SIX);
    const old = one.scheduler;
    await one.restart();
    await one.clock.advance(MINUTE);
    await old.tick();
    expect(old.state()).toMatchObject({ is: 'elsewhere' });
    expect(await one.runs()).toEqual([]);
    await one.scheduler.tick();
    expect((await one.runs()).length).toBe(1);
  });

  it('is off before its first tick and stalled when none came for 90 seconds', async () => {
    const one = await bench(BEFORE_SIX);
    expect(one.scheduler.state().is).toBe('off');
    await one.scheduler.tick();
    await one.clock.advance(90_000);
    expect(one.scheduler.state().is).toBe('running');
    await one.clock.advance(1);
    expect(one.scheduler.state().is).toBe('stalled');
  });

  it('records a month of missed minutes in bounds', async () => {
    const one = await switchedOn('2026-10-01T00:00:00.000Z', { schedule: { every: '1 minute' } });
    await one.clock.advance(30 * DAY);
    await one.restart();
    await one.scheduler.tick();
    const slots = await one.slots();
    expect((await one.runs()).length).toBe(1);
    expect(slots.length).toBe(10_032);
    expect(slots[31]?.why).toContain(`The same holds for ${30 * 24 * 60 - 10_032} moments right after it.`);
  });
});
