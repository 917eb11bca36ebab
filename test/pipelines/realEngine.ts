import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../main/pipelines/clock.ts';
import { type CreatedEngine, createEngine } from '../../main/pipelines/engine/createEngine.ts';
import type { EngineParts } from '../../main/pipelines/engine/parts.ts';
import type { RunId, SessionId } from '../../main/pipelines/ids.ts';
import { createStepLogs } from '../../main/pipelines/logs/createStepLogs.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { NewRun, Records } from '../../main/pipelines/records/records.ts';
import type { StepEnd, StepRunner, StepRunners } from '../../main/pipelines/run/runner.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { Pipeline } from '../../shared/domain/pipeline/pipeline.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { ok } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';
import { runOf, sessionOf } from './runsOnRecord.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: (milliseconds, signal) =>
    pause(milliseconds, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(
      () => {},
    ),
};

export interface RealEngine {
  readonly engine: CreatedEngine;
  readonly records: Records;
  /** Puts a run on record and waits until nothing runs. */
  carry(definition: unknown, more?: Partial<NewRun>): Promise<RunId>;
  close(): Promise<void>;
}

/** The engine over a real store and real step logs; its steps do what `run` does. */
export async function openRealEngine(
  store: Store,
  run: StepRunner['run'],
  parts: Partial<EngineParts> = {},
  sessionId = 'a',
): Promise<RealEngine> {
  const backup = async () => ok(null);
  must(await migrate({ store, migrations: MIGRATIONS, clock: () => new Date(), backup }));
  const folder = await mkdtemp(join(tmpdir(), 'leadline-runs-'));
  const records = createRecords(store);
  must(await records.begin(sessionOf(sessionId), () => true));
  const session = sessionId as SessionId;
  const runner: StepRunner = { run };
  const engine = createEngine({
    records,
    session,
    pools: () => ({ default: 4 }),
    runners: { sql: runner, wait: runner } as StepRunners,
    clock: realClock,
    surroundings: {
      power: async () => ({ onBattery: null, charge: null, metered: null }),
      reachable: async () => true,
      zone: () => Zone.parse('UTC'),
    },
    logs: createStepLogs({ folder, clock: realClock, redact: (text) => text }),
    random: () => 0.5,
    zoneOf: () => Zone.parse('UTC'),
    queryItems: async () => ok([]),
    tell: async () => ok(undefined),
    onChange() {},
    log: quietLog(),
    ...parts,
  });
  let made = 0;
  return {
    engine,
    records,
    async carry(definition, more = {}) {
      made += 1;
      const id = `${sessionId}-${Date.now()}-${String(made).padStart(5, '0')}`;
      const queuedAt = new Date().toISOString();
      const wanted = runOf(id, { definition: Pipeline.parse(definition), queuedAt, ...more });
      must(await records.decide(session, { schedules: [], slots: [], runs: [wanted] }));
      engine.wake();
      await engine.idle();
      return wanted.id;
    },
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const worked: StepEnd = { is: 'succeeded', told: 'Done.', wrote: [] };
