import type { BackfillId, RunId, SessionId } from '../../main/pipelines/ids.ts';
import type { Backfill, NewRun, Session, Slot } from '../../main/pipelines/records/records.ts';
import type { Task, Try } from '../../main/pipelines/run/states.ts';
import { Pipeline, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { StepName } from '../../shared/domain/pipeline/step.ts';

export const DAILY = PipelineName.parse('daily');
export const definition = Pipeline.parse({ steps: [{ name: 'orders', extract: 'shop' }] });
export const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
export const step = (name: string) => StepName.parse(name);
export const runId = (name: string) => name as RunId;
export const backfillId = (name: string) => name as BackfillId;

export function sessionOf(id: string, more: Partial<Session> = {}): Session {
  return {
    id: id as SessionId,
    host: 'laptop',
    pid: 4_100,
    processStarted: at(0),
    boot: 'boot-1',
    startedAt: at(0),
    heartbeatAt: at(0),
    endedAt: null,
    ...more,
  };
}

export function runOf(id: string, more: Partial<NewRun> = {}): NewRun {
  return {
    id: runId(id),
    pipeline: DAILY,
    slot: id,
    kind: 'scheduled',
    interval: { from: at(0), to: at(10) },
    params: {},
    definition,
    queuedAt: at(10),
    status: 'queued',
    priority: 0,
    backfill: null,
    note: null,
    ...more,
  };
}

export function taskOf(name: string, more: Partial<Task> = {}): Task {
  return {
    step: step(name),
    item: -1,
    value: null,
    status: 'waiting',
    tries: 0,
    lastTry: 0,
    cleared: 0,
    notBefore: null,
    cursor: null,
    startedAt: null,
    endedAt: null,
    note: null,
    stale: false,
    ...more,
  };
}

export function tryOf(name: string, number: number, more: Partial<Try> = {}): Try {
  return {
    step: step(name),
    item: -1,
    number,
    startedAt: at(number),
    endedAt: null,
    status: 'running',
    failure: null,
    outcome: null,
    wrote: [],
    rows: null,
    ...more,
  };
}

export function slotOf(slot: string, more: Partial<Slot> = {}): Slot {
  return {
    pipeline: DAILY,
    slot,
    dueAt: at(10),
    decidedAt: at(10),
    decision: 'run',
    run: null,
    why: 'It was due.',
    ...more,
  };
}

export function backfillOf(id: string): Backfill {
  return {
    id: backfillId(id),
    pipeline: DAILY,
    from: at(0),
    to: at(60),
    reprocess: 'none',
    order: 'oldest',
    atOnce: 2,
    params: { days: 3 },
    createdAt: at(30),
    status: 'running',
  };
}
