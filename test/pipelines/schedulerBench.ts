import type { Alert } from '../../main/pipelines/alerts/alert.ts';
import type { WrittenPipeline } from '../../main/pipelines/definition/definitions.ts';
import type { RunId, SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { Records, Run, RunLine, ScheduleState, Slot } from '../../main/pipelines/records/records.ts';
import { createSlots } from '../../main/pipelines/schedule/createSlots.ts';
import { createScheduler } from '../../main/pipelines/scheduler/createScheduler.ts';
import type { Scheduler } from '../../main/pipelines/scheduler/scheduler.ts';
import { createFakeClock, type FakeClock } from '../../main/pipelines/testing/fakeClock.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { quietLog } from '../../main/workspace/testing/quietLog.ts';
import { Pipeline, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { must } from '../warehouse/store/bench.ts';
import { sessionOf } from './runsOnRecord.ts';

const TABLES = ['sessions', 'schedules', 'slots', 'definitions', 'runs', 'tasks', 'tries', 'backfills'];
export const DAILY = PipelineName.parse('daily');

/** The scheduler over real records, with a clock, a zone and files that a test moves. */
export interface SchedulerBench {
  readonly clock: FakeClock;
  readonly records: Records;
  readonly alerts: Alert[];
  /** What the engine was told, in order. */
  readonly engine: ('wake' | 'disturbed')[];
  readonly versions: Map<string, string>;
  deviceZone: string;
  paused: boolean;
  /** Answers that the records give instead, while set. */
  refuses: Result<never> | null;
  readonly scheduler: Scheduler;
  /** Writes a pipeline file; null: it has errors; undefined: it is gone. */
  file(definition: object | null | undefined, name?: PipelineName): void;
  /** Another process over the same records. */
  restart(): Promise<void>;
  /** Ticks every 20 s for so long. */
  tickFor(milliseconds: number): Promise<void>;
  /** So long without a tick, as on a machine too busy for it, and then until it has settled. */
  later(milliseconds: number): Promise<void>;
  slots(name?: PipelineName): Promise<readonly Slot[]>;
  runs(name?: PipelineName): Promise<readonly RunLine[]>;
  state(name?: PipelineName): Promise<ScheduleState>;
  end(run: RunId, status?: Run['status']): Promise<void>;
}

export async function emptiedRecords(store: Store): Promise<Records> {
  const backup = async () => ok(null);
  must(await migrate({ store, migrations: MIGRATIONS, clock: () => new Date(0), backup }));
  must(
    await store.write(async (session) => {
      for (const table of ['scheduler', ...TABLES.map((one) => `pipeline_${one}`)])
        must(await session.execute(`delete from ${internalTable(store, table)}`));
      return ok(null);
    }),
  );
  return createRecords(store);
}

export async function openBench(
  store: Store,
  at: string,
  zone = 'America/New_York',
): Promise<SchedulerBench> {
  const real = await emptiedRecords(store);
  const clock = createFakeClock({ at });
  const files = new Map<PipelineName, WrittenPipeline>();
  const engine: SchedulerBench['engine'] = [];
  const alerts: Alert[] = [];
  const versions = new Map<string, string>();
  let sessions = 0;
  let runIds = 0;
  let session = '' as SessionId;
  let scheduler: Scheduler | null = null;

  const refusing: Partial<Records> = {
    heartbeat: async (...asked) => bench.refuses ?? real.heartbeat(...asked),
    decide: async (...asked) => bench.refuses ?? real.decide(...asked),
    schedules: async () => bench.refuses ?? real.schedules(),
  };

  const bench: SchedulerBench = {
    clock,
    records: { ...real, ...refusing },
    alerts,
    engine,
    versions,
    deviceZone: zone,
    paused: false,
    refuses: null,
    get scheduler() {
      if (scheduler === null) throw new Error('It has not begun.');
      return scheduler;
    },
    file(definition, name = DAILY) {
      if (definition === undefined) files.delete(name);
      else {
        const pipeline =
          definition === null
            ? null
            : Pipeline.parse({ steps: [{ name: 'orders', extract: 'shop' }], ...definition });
        files.set(name, { name, file: `pipelines/${name}.yml`, text: '', pipeline, problems: [] });
      }
    },
    async restart() {
      sessions += 1;
      session = `s${sessions}` as SessionId;
      must(await real.begin(sessionOf(session), () => true));
      scheduler = createScheduler({
        records: bench.records,
        definitions: {
          all: async () => [...files.values()],
          get: async (name) => files.get(name) ?? null,
        },
        slots: createSlots(),
        clock,
        uptime: clock.uptime,
        surroundings: { zone: () => Zone.parse(bench.deviceZone) },
        zone: () => Zone.parse(zone),
        session,
        engine: { wake: () => void engine.push('wake'), disturbed: () => void engine.push('disturbed') },
        datasets: { versions: async () => ok(Object.fromEntries(versions)) },
        newRunId: () => {
          runIds += 1;
          return `r${String(runIds).padStart(6, '0')}` as RunId;
        },
        random: () => 0.5,
        tell: async (alert) => {
          alerts.push(alert);
          return ok(undefined);
        },
        paused: () => bench.paused,
        log: quietLog(),
      });
    },
    async tickFor(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 20_000) {
        await clock.advance(Math.min(20_000, left));
        await bench.scheduler.tick();
      }
    },
    async later(milliseconds) {
      await clock.advance(milliseconds);
      await bench.scheduler.tick();
      await bench.tickFor(60_000);
    },
    async slots(name = DAILY) {
      const newest = must(await real.slots(name, { skip: 0, take: 20_000 }));
      return [...newest].reverse();
    },
    async runs(name = DAILY) {
      const newest = must(await real.runs({ pipeline: name }, { skip: 0, take: 10_000 }));
      return [...newest].sort((a, b) => a.id.localeCompare(b.id));
    },
    async state(name = DAILY) {
      const found = must(await real.schedules()).find((one) => one.pipeline === name);
      if (found === undefined) throw new Error(`${name} has no schedule on record.`);
      return found;
    },
    async end(run, status = 'succeeded') {
      const set = { status, endedAt: new Date(clock.now()).toISOString() };
      must(await real.change(session, [{ what: 'run', run, set }]));
    },
  };
  await bench.restart();
  return bench;
}

/** The slots and what became of them, short. */
export function told(slots: readonly Slot[]): string[] {
  return slots.map((one) => `${one.slot} ${one.decision}`);
}
