import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Slot } from '../../main/pipelines/records/records.ts';
import { anchorOf } from '../../main/pipelines/schedule/anchor.ts';
import { createSlots } from '../../main/pipelines/schedule/createSlots.ts';
import { MissedPolicy, Schedule } from '../../shared/domain/pipeline/schedule.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { fail } from '../../shared/errors/failure.ts';
import { type OpenedStore, openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import { DAILY, openBench, type SchedulerBench } from './schedulerBench.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HOME = Zone.parse('America/New_York');
const ZONES = ['America/New_York', 'Asia/Tokyo', 'Pacific/Honolulu', 'Pacific/Apia', 'Australia/Lord_Howe'];
const SCHEDULES = [
  { cron: '0 6 * * *' },
  { cron: '30 1,2 * * *' },
  { cron: '0 6 * * *', zone: 'device' },
  { cron: '30 2,23 * * *', zone: 'device' },
  { cron: '0 */4 * * *', zone: 'Australia/Lord_Howe' },
  { every: '5 hours' },
];

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(async () => {
  await opened.store.close();
  await opened.remove();
});

/** mulberry32 */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One thing that happens to a laptop. */
async function happens(one: SchedulerBench, chance: () => number): Promise<void> {
  const pick = Math.floor(chance() * 12);
  if (pick <= 3) await one.clock.advance(chance() * 50_000);
  else if (pick === 4) await one.clock.sleep(chance() * 2 * DAY, chance() < 0.5 ? 'stands' : 'goes on');
  else if (pick === 5) await one.later(chance() * 10 * HOUR);
  else if (pick === 6) one.clock.leap((chance() - 0.5) * 20 * HOUR);
  else if (pick === 7) one.clock.leap(chance() < 0.5 ? 2 * DAY * chance() + DAY : -2 * DAY * chance());
  else if (pick === 8) one.deviceZone = ZONES[Math.floor(chance() * ZONES.length)] ?? HOME;
  else if (pick === 9) {
    if (chance() < 0.5) await one.clock.advance(chance() * 3 * DAY);
    await one.restart();
  } else if (pick === 10) {
    const [waiting] = (await one.runs()).filter((run) => run.status === 'queued' || run.status === 'running');
    const status = (['running', 'succeeded', 'failed'] as const)[Math.floor(chance() * 3)];
    if (waiting !== undefined) await one.end(waiting.id, status);
  } else {
    const refused = fail('STORE_UNREACHABLE', { message: 'Gone.', next: 'Wait.', retry: true });
    one.refuses = one.refuses === null && chance() < 0.5 ? refused : null;
  }
  await one.scheduler.tick();
}

/** Until nothing is left to decide. */
async function comesToRest(one: SchedulerBench): Promise<void> {
  one.refuses = null;
  await one.later(2 * MINUTE);
  must(await one.scheduler.release(DAILY));
  await one.later(2 * MINUTE);
}

describe('whatever happens to the machine', () => {
  it.each(MissedPolicy.options)(
    'under %s no slot has two runs, and each is on record exactly once',
    async (missed) => {
      let decided = 0;
      for (let seed = 0; seed < 3 * SCHEDULES.length; seed += 1) {
        const chance = chanceOf(seed + 1);
        const start = chance() < 0.5 ? '2026-03-05T12:00:00.000Z' : '2026-10-28T12:00:00.000Z';
        const schedule = Schedule.parse({ ...SCHEDULES[seed % SCHEDULES.length], missed });
        const one = await openBench(opened.store, start);
        one.file({ schedule });
        await one.scheduler.tick();
        must(await one.scheduler.turn(DAILY, true));
        const first = await one.state();
        for (let step = 0; step < 40; step += 1) await happens(one, chance);
        await comesToRest(one);

        const told = `seed ${seed}, ${JSON.stringify(schedule)}`;
        const slots = await one.slots();
        const runs = await one.runs();
        decided += slots.length;
        expect(new Set(runs.map((run) => run.slot)).size, told).toBe(runs.length);
        expect(new Set(slots.map((slot) => slot.slot)).size, told).toBe(slots.length);
        expect(slots.map((slot) => slot.slot).sort(), told).toEqual(
          expectedSlots(schedule, first.nextSlot ?? '', (await one.state()).nextSlot ?? ''),
        );
        for (const slot of slots) expectRun(slot, runs, told);
      }
      expect(decided).toBeGreaterThan(300);
    },
    60_000,
  );
});

/** All from the first to the one that is next now, which isn't decided: by the wall of no zone where they follow the device. */
function expectedSlots(schedule: Schedule, first: string, next: string): string[] {
  const follows = 'zone' in schedule && schedule.zone === 'device';
  const zone = follows ? Zone.parse('UTC') : HOME;
  const at = (name: string) => Date.parse(follows ? `${name}Z` : name);
  const context = { zone, deviceZone: zone, anchor: anchorOf(zone) };
  const { slots } = createSlots().between(schedule, context, at(first) - 1, at(next) - 1, 100_000);
  return slots.map((slot) => slot.slot).sort();
}

function expectRun(slot: Slot, runs: Awaited<ReturnType<SchedulerBench['runs']>>, told: string): void {
  const run = runs.find((one) => one.id === slot.run);
  if (slot.decision === 'run') expect(run?.slot, told).toBe(slot.slot);
  else if (slot.decision === 'covered' || slot.decision === 'coalesced') {
    // What covers it reaches as far.
    expect(Date.parse(run?.interval.to ?? ''), told).toBeGreaterThanOrEqual(Date.parse(slot.dueAt));
  } else expect([slot.run, ['skipped', 'offered'].includes(slot.decision)], told).toEqual([null, true]);
}
