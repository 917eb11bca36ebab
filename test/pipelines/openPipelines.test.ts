import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WrittenPipeline } from '../../main/pipelines/definition/definitions.ts';
import { createStepLogs } from '../../main/pipelines/logs/createStepLogs.ts';
import { type OpenedPipelines, openPipelines } from '../../main/pipelines/openPipelines.ts';
import type { Records } from '../../main/pipelines/records/records.ts';
import type { StepRunner, StepRunners } from '../../main/pipelines/run/runner.ts';
import { createSlots } from '../../main/pipelines/schedule/createSlots.ts';
import { createFakeClock, type FakeClock } from '../../main/pipelines/testing/fakeClock.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { Pipeline } from '../../shared/domain/pipeline/pipeline.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type OpenedStore, openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import { runOf, sessionOf } from './runsOnRecord.ts';
import { DAILY, emptiedRecords } from './schedulerBench.ts';

const HOUR = 3_600_000;
const UTC = Zone.parse('UTC');

let opened: OpenedStore;
let folder: string;
let records: Records;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-pipelines-'));
  opened = await openStore();
});
afterAll(async () => {
  await opened.store.close();
  await opened.remove();
  await rm(folder, { recursive: true, force: true });
});

const definition = Pipeline.parse({
  schedule: { every: '1 hour' },
  steps: [{ name: 'orders', sql: 'select 1' }],
});
const written: WrittenPipeline = {
  name: DAILY,
  file: 'pipelines/daily.yml',
  text: '',
  pipeline: definition,
  problems: [],
};

/** A process over the workspace. Those of `dead` have gone. */
function processOf(name: string, clock: FakeClock, dead: Set<string>, steps: string[]): OpenedPipelines {
  const runner: StepRunner = {
    async run() {
      steps.push(name);
      return { is: 'succeeded', told: 'Done.', wrote: [] };
    },
  };
  let ids = 0;
  return openPipelines({
    session: sessionOf(name),
    gone: async (other) => dead.has(other.id),
    records,
    definitions: {
      all: async () => [written],
      get: async () => written,
      pools: () => ({ default: 4 }),
    },
    slots: createSlots(),
    runners: { sql: runner } as StepRunners,
    clock,
    uptime: clock.uptime,
    surroundings: {
      power: async () => ({ onBattery: null, charge: null, metered: null }),
      reachable: async () => true,
      zone: () => UTC,
    },
    logs: createStepLogs({ folder, clock, redact: (text) => text }),
    alerts: {
      tell: async () => ok(undefined),
      pump: async () => {},
      test: async () => ok({ answer: '', tookMs: 0 }),
      deliveries: async () => ok([]),
    },
    datasets: { versions: async () => ok({}) },
    queryItems: async () => ok([]),
    zone: () => UTC,
    random: () => 0.5,
    newId: () => {
      ids += 1;
      return `${name}-${String(ids).padStart(4, '0')}`;
    },
    watching: () => true,
    paused: () => false,
    log: quietLog(),
  });
}

/** Until the engine had its turn. */
async function settled(done: () => Promise<boolean>): Promise<boolean> {
  for (let turns = 0; turns < 1_000; turns += 1) {
    if (await done()) return true;
    await pause(5);
  }
  return false;
}

async function statuses(): Promise<string[]> {
  const runs = must(await records.runs({}, { skip: 0, take: 100 }));
  return runs.map((run) => run.status);
}

describe('pipelines of a workspace', () => {
  it('start nothing while a machine that woke is settling, not even what was queued before', async () => {
    records = await emptiedRecords(opened.store);
    const clock = createFakeClock({ at: '2026-11-22T11:30:00.000Z' });
    const steps: string[] = [];
    const { pipelines } = processOf('a', clock, new Set(), steps);
    await pipelines.tick();
    must(await pipelines.turn(DAILY, true));
    await clock.sleep(2 * HOUR);
    // Queued by an earlier process, say; nothing has looked at it yet.
    const session = must(await records.session());
    if (session === null) throw new Error('Nobody has it.');
    must(
      await records.decide(session.id, {
        schedules: [],
        slots: [],
        runs: [runOf('q', { kind: 'manual', definition })],
      }),
    );
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await pipelines.tick();
      expect(pipelines.state().is).toBe('settling');
      await pause(50);
      expect([await statuses(), steps]).toEqual([['queued'], []]);
      await clock.advance(20_000);
    }
    await pipelines.tick();
    expect(pipelines.state().is).toBe('running');
    expect(await settled(async () => (await statuses()).every((status) => status === 'succeeded'))).toBe(
      true,
    );
    expect((await statuses()).length).toBe(2);
    await pipelines.close();
  });

  it('go over to another process when the first has gone, and back when that one has ended', async () => {
    records = await emptiedRecords(opened.store);
    const clock = createFakeClock({ at: '2026-11-22T11:59:30.000Z' });
    const dead = new Set<string>();
    const steps: string[] = [];
    const first = processOf('a', clock, dead, steps).pipelines;
    const second = processOf('b', clock, dead, steps).pipelines;
    await first.tick();
    await second.tick();
    must(await first.turn(DAILY, true));
    expect([first.state().is, second.state().is]).toEqual(['running', 'elsewhere']);
    // It is taken for dead, and wasn't.
    dead.add('a');
    await clock.advance(40_000);
    await second.tick();
    expect(await settled(async () => steps.length === 1)).toBe(true);
    await first.tick();
    expect([first.state().is, second.state().is, steps]).toEqual(['elsewhere', 'running', ['b']]);
    dead.clear();
    await second.close();
    await first.tick();
    expect(first.state().is).toBe('running');
    await first.close();
  });
});
