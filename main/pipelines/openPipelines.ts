import type { ParamValues, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../shared/domain/zone.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Alerts } from './alerts/alert.ts';
import { type Backfills, createBackfills } from './backfill/createBackfills.ts';
import type { Clock } from './clock.ts';
import type { Definitions } from './definition/definitions.ts';
import { createEngine } from './engine/createEngine.ts';
import type { Engine, LiveTask } from './engine/engine.ts';
import type { EngineParts } from './engine/parts.ts';
import type { BackfillId, RunId } from './ids.ts';
import type { StepLogs } from './logs/stepLogs.ts';
import { elsewhere, notActing, notRunnable } from './notActing.ts';
import type { Pipelines, SchedulerState } from './pipelines.ts';
import type { Records, Session } from './records/records.ts';
import type { StepRunners } from './run/runner.ts';
import { manualRun } from './runNow.ts';
import { deadlineOf } from './schedule/deadlineOf.ts';
import type { Slots } from './schedule/slots.ts';
import { createZoneOffsets } from './schedule/zoneOffsets.ts';
import { createScheduler } from './scheduler/createScheduler.ts';
import type { SchedulerParts } from './scheduler/parts.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import type { Surroundings } from './surroundings.ts';

/** The pipelines of one workspace over its open warehouse. */
export interface OpenedPipelines {
  readonly pipelines: Pipelines;
  readonly records: Records;
  readonly definitions: Definitions;
  readonly runners: StepRunners;
  readonly slots: Slots;
  readonly logs: StepLogs;
  readonly alerts: Alerts;
  readonly zone: Zone;
  live(): readonly LiveTask[];
}

export interface PipelinesParts {
  /** This process. */
  readonly session: Session;
  /** Whether whoever has the scheduler has gone. */
  gone(other: Session): Promise<boolean>;
  readonly records: Records;
  readonly definitions: Definitions;
  readonly slots: Slots;
  readonly runners: StepRunners;
  readonly clock: Clock;
  readonly uptime: SchedulerParts['uptime'];
  readonly surroundings: Surroundings;
  readonly logs: StepLogs;
  readonly alerts: Alerts;
  readonly datasets: SchedulerParts['datasets'];
  readonly queryItems: EngineParts['queryItems'];
  readonly zone: () => Zone;
  readonly random: () => number;
  newId(): string;
  /** Whether schedules run by themselves here; a command that runs one pipeline starts no other. */
  watching(): boolean;
  paused(): boolean;
  readonly log: Logger;
}

/** What only the one that has the scheduler has. */
interface Acting {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly backfills: Backfills;
}

/**
 * elsewhere → acting   whoever had the scheduler has gone, and this session began on record
 * acting → elsewhere   another process took it over: everything here was stopped first
 */
export function openPipelines(parts: PipelinesParts): OpenedPipelines {
  const { records, clock, alerts, session, definitions, slots, log } = parts;
  const offsets = createZoneOffsets();
  const listeners = new Set<() => void>();
  let acting: Acting | null = null;
  let other: Session | null = null;
  let trouble: string | null = null;
  let opening: Promise<void> | null = null;
  let closed = false;
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };

  function act(): Acting {
    const zoneOf: EngineParts['zoneOf'] = ({ definition: { schedule } }) => {
      const zone = schedule !== undefined && 'cron' in schedule ? schedule.zone : undefined;
      return zone === 'device' ? parts.surroundings.zone() : (zone ?? parts.zone());
    };
    const engine = createEngine({
      records,
      session: session.id,
      pools: () => definitions.pools(),
      runners: parts.runners,
      clock,
      surroundings: parts.surroundings,
      logs: parts.logs,
      random: parts.random,
      zoneOf,
      deadlineOf(run) {
        const { deadline } = run.definition;
        return deadline === undefined
          ? null
          : deadlineOf(deadline, Date.parse(run.interval.to), zoneOf(run), offsets);
      },
      queryItems: parts.queryItems,
      tell: (alert, to) => alerts.tell(alert, to),
      onChange: changed,
      log,
      onLost() {
        acting = null;
        changed();
      },
    });
    const scheduler = createScheduler({
      records,
      definitions,
      slots,
      clock,
      uptime: parts.uptime,
      surroundings: parts.surroundings,
      zone: parts.zone,
      session: session.id,
      engine,
      datasets: parts.datasets,
      newRunId: () => parts.newId() as RunId,
      random: parts.random,
      tell: (alert, to) => alerts.tell(alert, to),
      paused: parts.paused,
      onChange: changed,
      log,
    });
    const backfills = createBackfills({
      records,
      session: session.id,
      slots,
      definitions,
      clock,
      zone: parts.zone,
      deviceZone: () => parts.surroundings.zone(),
      newId: parts.newId,
    });
    return { engine, scheduler, backfills };
  }

  /** Becomes the scheduler if nobody is. */
  function take(): Promise<void> {
    opening ??= (async () => {
      const last = await records.session();
      if (!last.ok) {
        trouble = last.failure.message;
        return;
      }
      const left = last.value;
      const gone = left !== null && left.id !== session.id && (await parts.gone(left));
      const now = new Date(clock.now()).toISOString();
      const begun = await records.begin(
        { ...session, heartbeatAt: now },
        (one) => gone && one.id === left?.id,
      );
      trouble = null;
      if (begun.ok && !closed) {
        acting = act();
        other = null;
        acting.engine.wake();
      } else if (!begun.ok) {
        if (begun.failure.code === 'SCHEDULER_LOST') other = left;
        else trouble = begun.failure.message;
      }
      changed();
    })().finally(() => {
      opening = null;
    });
    return opening;
  }

  async function over<T>(work: (acting: Acting) => Promise<Result<T>>): Promise<Result<T>> {
    if (acting === null) await take();
    return acting === null ? elsewhere(other, trouble) : work(acting);
  }

  function state(): SchedulerState {
    if (acting === null) return notActing(other, trouble);
    const now = acting.scheduler.state();
    if (!parts.watching())
      return {
        ...now,
        is: 'off',
        told: 'Schedules don’t run here; what was started by hand does.',
        nextDue: null,
      };
    if (parts.paused())
      return { ...now, is: 'paused', told: 'All schedules are paused. What is started by hand still runs.' };
    return now;
  }

  const pipelines: Pipelines = {
    state,
    runNow: (name, params) => over((one) => runNow(one, name, params)),
    cancel: (run) => over(({ engine }) => engine.cancel(run)),
    retry: (run) => over(({ engine }) => engine.retry(run)),
    clear: (run, steps) => over(({ engine }) => engine.clear(run, steps)),
    answer: (run, go) => over(({ engine }) => engine.answer(run, go)),
    release: (pipeline) => over(({ scheduler }) => scheduler.release(pipeline)),
    turn: (pipeline, on) => over(({ scheduler }) => scheduler.turn(pipeline, on)),
    planBackfill: (wish) => over(({ backfills }) => backfills.plan(wish)),
    backfill: (wish) =>
      over(async ({ backfills, engine }) => {
        const started = await backfills.start(wish);
        engine.wake();
        changed();
        return started;
      }),
    cancelBackfill: (id: BackfillId) =>
      over(async ({ backfills, engine }) => {
        const cancelled = await backfills.cancel(id, (run) => engine.cancel(run));
        changed();
        return cancelled;
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async tick() {
      if (acting === null) await take();
      if (acting === null) return;
      if (parts.watching()) {
        // It wakes the engine itself, but not while the machine that woke is settling.
        const { scheduler, engine } = acting;
        await scheduler.tick();
        // The engine may have found out first.
        if (!closed && (acting === null || scheduler.state().is === 'elsewhere')) {
          acting = null;
          await engine.close();
          // Who has it now is told from here on.
          await take();
        }
      } else {
        await records.heartbeat(session.id, new Date(clock.now()).toISOString());
        acting?.engine.wake();
      }
      changed();
    },
    async close() {
      closed = true;
      await opening;
      const ended = acting;
      acting = null;
      await ended?.engine.close();
      if (ended !== null) await records.end(session.id, new Date(clock.now()).toISOString());
    },
  };

  async function runNow({ engine }: Acting, name: PipelineName, params: ParamValues): Promise<Result<RunId>> {
    const written = await definitions.get(name);
    if (written === null || written.pipeline === null) return notRunnable(name, written?.file);
    const schedules = await records.schedules();
    if (!schedules.ok) return schedules;
    const id = parts.newId() as RunId;
    const run = manualRun(written, {
      id,
      params,
      schedule: schedules.value.find(({ pipeline }) => pipeline === name),
      now: new Date(clock.now()).toISOString(),
    });
    const claimed = await records.decide(session.id, { schedules: [], slots: [], runs: [run] });
    if (!claimed.ok) return claimed;
    engine.wake();
    changed();
    return ok(id);
  }

  return {
    pipelines,
    records,
    definitions,
    runners: parts.runners,
    slots,
    logs: parts.logs,
    alerts,
    get zone() {
      return parts.zone();
    },
    live: () => acting?.engine.live() ?? [],
  };
}
