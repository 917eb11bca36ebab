import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { Progress } from '../domain/job.ts';
import { Pipeline, PipelineName } from '../domain/pipeline/pipeline.ts';
import { RunId, RunStatus, TaskStatus } from '../domain/pipeline/run.ts';
import { MissedPolicy } from '../domain/pipeline/schedule.ts';
import { STEP_KINDS, StepName } from '../domain/pipeline/step.ts';
import { RelationName } from '../domain/relation.ts';
import { Failure, FileProblem } from '../errors/failure.ts';
import { call } from './base.ts';

const instant = z.iso.datetime();

/** The scheduler's own pulse. */
export const SchedulerLine = z.object({
  /** paused: a person paused all schedules; what is started by hand still runs. */
  is: z.enum(['off', 'running', 'paused', 'settling', 'elsewhere', 'stalled']),
  /** A sentence. */
  told: z.string(),
  heartbeatAt: instant.nullable(),
  nextDue: z.object({ pipeline: PipelineName, at: instant }).nullable(),
  running: z.number().int(),
  queued: z.number().int(),
});
export type SchedulerLine = z.infer<typeof SchedulerLine>;

export const RunLine = z.object({
  id: RunId,
  pipeline: PipelineName,
  kind: z.enum(['scheduled', 'manual', 'event', 'backfill']),
  status: RunStatus,
  slot: z.string(),
  interval: z.object({ from: instant, to: instant }),
  queuedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  interruptions: z.number().int(),
  round: z.number().int(),
  note: z.string().nullable(),
});
export type RunLine = z.infer<typeof RunLine>;

/** A pipeline in the list. */
export const PipelineCard = z.object({
  /** Of its file: one that can't be a pipeline's name is listed with that as its problem. */
  name: z.string(),
  title: z.string(),
  file: z.string(),
  /** Empty: it can run. */
  problems: z.array(FileProblem),
  steps: z.number().int(),
  /** In words; null: started by hand. */
  schedule: z.string().nullable(),
  scheduled: z.boolean(),
  on: z.boolean(),
  nextDue: instant.nullable(),
  /** Why it isn't started although it is on. */
  held: z.string().nullable(),
  /** The newest run, and the newest ones before it (newest first, at most 20, itself among them). */
  recent: z.array(RunLine),
  /** ok: the last run succeeded. late: a deadline passed without it. asks: something waits for a person. */
  health: z.enum(['new', 'ok', 'running', 'failing', 'late', 'asks', 'invalid', 'off']),
  /** One sentence for the health, with what to do where there is something. */
  told: z.string(),
});
export type PipelineCard = z.infer<typeof PipelineCard>;

export const StepCard = z.object({
  name: StepName,
  kind: z.enum(STEP_KINDS),
  /** In words: "extracts amazon", "builds everything". */
  does: z.string(),
  after: z.array(StepName),
  trigger: z.enum(['all_success', 'none_failed', 'all_done', 'cleanup']),
  mapped: z.boolean(),
  writes: z.array(RelationName),
  /** On the longest way through, by past durations. */
  critical: z.boolean(),
  /** Median of the last times; null before the first. */
  usualMs: z.number().nullable(),
});
export type StepCard = z.infer<typeof StepCard>;

export const PipelineDetail = z.object({
  card: PipelineCard,
  text: z.string(),
  /** Null while the file has errors: then only the text can be edited. */
  value: Pipeline.nullable(),
  steps: z.array(StepCard),
});
export type PipelineDetail = z.infer<typeof PipelineDetail>;

export const TaskLine = z.object({
  step: StepName,
  /** -1: the whole step. */
  item: z.number().int(),
  value: z.string().nullable(),
  status: TaskStatus,
  tries: z.number().int(),
  lastTry: z.number().int(),
  notBefore: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  note: z.string().nullable(),
  stale: z.boolean(),
  /** Of the step that runs now. */
  progress: Progress.nullable(),
});
export type TaskLine = z.infer<typeof TaskLine>;

export const TryLine = z.object({
  number: z.number().int(),
  startedAt: instant,
  endedAt: instant.nullable(),
  status: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'interrupted']),
  failure: Failure.nullable(),
  outcome: z.string().nullable(),
  wrote: z.array(RelationName),
  rows: z.number().nullable(),
});
export type TryLine = z.infer<typeof TryLine>;

export const RunDetail = z.object({
  /** Of the pipeline, as it was called then. */
  title: z.string(),
  run: RunLine,
  params: z.record(z.string(), z.unknown()),
  /** As the run was made: its file may have changed since. */
  steps: z.array(StepCard),
  /** One a step; a mapped step's items are asked for on their own. */
  tasks: z.array(TaskLine),
  /** How many items of each mapped step stand how. */
  items: z.record(z.string(), z.partialRecord(TaskStatus, z.number().int())),
  secondsLeft: z.number().nullable(),
  changed: z.boolean(),
});
export type RunDetail = z.infer<typeof RunDetail>;

export const PlannedSlot = z.object({
  slot: z.string(),
  interval: z.object({ from: instant, to: instant }),
  does: z.enum(['run', 'rerun', 'pass over']),
  had: RunStatus.nullable(),
  why: z.string(),
});
export type PlannedSlot = z.infer<typeof PlannedSlot>;

const params = z.record(z.string(), z.unknown());
const backfillWish = z.object({
  pipeline: PipelineName,
  /** Days, in the schedule's zone; `to` is the last one taken. */
  from: z.iso.date(),
  to: z.iso.date(),
  reprocess: z.enum(['none', 'failed', 'completed']),
  order: z.enum(['oldest', 'newest']),
  atOnce: z.number().int().min(1).max(8),
  params,
});
export const BackfillLine = z.object({
  id: z.string(),
  pipeline: PipelineName,
  from: instant,
  to: instant,
  status: z.enum(['running', 'done', 'cancelled']),
  counts: z.partialRecord(RunStatus, z.number().int()),
});
export type BackfillLine = z.infer<typeof BackfillLine>;

/** What a person entered for one way alerts go out. A secret that is left out stays what it is. */
export const ChannelForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('desktop'), name: z.string() }),
  z.object({
    kind: z.literal('email'),
    name: z.string(),
    server: z.string(),
    port: z.number().int(),
    tls: z.enum(['implicit', 'starttls']),
    user: z.string().optional(),
    from: z.string(),
    to: z.array(z.string()),
  }),
  z.object({ kind: z.literal('webhook'), name: z.string() }),
]);
export type ChannelForm = z.infer<typeof ChannelForm>;

export const AlertsForm = z.object({
  channels: z.array(ChannelForm),
  quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Like `5 minutes`. */
  digest: z.string(),
  includeDetails: z.boolean(),
  heartbeat: z.object({ every: z.string() }).nullable(),
});
export type AlertsForm = z.infer<typeof AlertsForm>;

export const DeliveryLine = z.object({
  id: z.string(),
  channel: z.string(),
  kind: z.enum(['failed', 'recovered', 'late', 'succeeded', 'asks', 'stopped']),
  title: z.string(),
  createdAt: instant,
  notBefore: instant,
  status: z.enum(['waiting', 'sent', 'failed', 'folded']),
  tries: z.number().int(),
  answer: z.string().nullable(),
  sentAt: instant.nullable(),
});
export type DeliveryLine = z.infer<typeof DeliveryLine>;

const named = z.object({ pipeline: PipelineName });
const ofRun = z.object({ run: RunId });
const tryPlace = z.object({ run: RunId, step: StepName, item: z.number().int(), try: z.number().int() });
const draft = z.union([
  z.object({ text: z.string().max(1_000_000) }),
  z.object({
    value: Pipeline,
    /** The text the value is written into, so that its comments stay; left out: the file's own. */
    over: z.string().max(1_000_000).optional(),
  }),
]);

export const pipelines = {
  /** Rises whenever a run, a task or a schedule changed: what is on screen is then asked for again. At most ten a second. */
  watch: call.output(eventIterator(z.object({ revision: z.number().int(), scheduler: SchedulerLine }))),
  list: call.output(z.object({ scheduler: SchedulerLine, pipelines: z.array(PipelineCard) })),
  detail: call.input(named).output(PipelineDetail),
  /** What a draft says and what is wrong with it; nothing is kept. The next five runs as if it were switched on now. */
  check: call.input(z.object({ name: PipelineName, draft })).output(
    z.object({
      text: z.string(),
      value: Pipeline.nullable(),
      problems: z.array(FileProblem),
      steps: z.array(StepCard),
      schedule: z.string().nullable(),
      next: z.array(z.object({ at: instant, from: instant, to: instant })),
    }),
  ),
  /** `expected` is the text it was read as; null makes a new one. Fails where the file has changed meanwhile. */
  save: call
    .input(z.object({ name: PipelineName, draft, expected: z.string().nullable() }))
    .output(PipelineDetail),
  /** Its file; its runs stay on record. */
  remove: call.input(named),
  /** What a form offers: sources, pools, connections of names there are. */
  offers: call.output(
    z.object({
      sources: z.array(z.string()),
      relations: z.array(RelationName),
      pools: z.record(z.string(), z.number().int()),
      queries: z.array(z.string()),
      channels: z.array(z.string()),
      commands: z.array(z.string()),
      kinds: z.array(z.enum(STEP_KINDS)),
      zone: z.string(),
      missed: z.array(MissedPolicy),
    }),
  ),
  turn: call.input(named.extend({ on: z.boolean() })),
  /** All schedules of this machine, until they are resumed; also in the tray. */
  pause: call.input(z.object({ paused: z.boolean() })),
  /** After the scheduler held it and asked. */
  release: call.input(named),
  run: call.input(named.extend({ params })).output(z.object({ run: RunId })),
  cancel: call.input(ofRun),
  retry: call.input(ofRun),
  clear: call.input(ofRun.extend({ steps: z.array(StepName).min(1) })),
  answer: call.input(ofRun.extend({ go: z.boolean() })),
  /** Newest first. */
  runs: call
    .input(
      z.object({
        pipeline: PipelineName.optional(),
        status: z.array(RunStatus).optional(),
        skip: z.number().int().min(0),
        take: z.number().int().min(1).max(200),
      }),
    )
    .output(z.object({ runs: z.array(RunLine), total: z.number().int() })),
  /** Runs × steps: for each run, its tasks in the order of `steps`. */
  grid: call
    .input(named.extend({ skip: z.number().int().min(0), take: z.number().int().min(1).max(60) }))
    .output(
      z.object({
        steps: z.array(StepName),
        runs: z.array(z.object({ run: RunLine, tasks: z.array(TaskLine.nullable()) })),
        total: z.number().int(),
      }),
    ),
  runDetail: call.input(ofRun).output(RunDetail),
  items: call
    .input(
      ofRun.extend({ step: StepName, skip: z.number().int().min(0), take: z.number().int().min(1).max(200) }),
    )
    .output(z.object({ items: z.array(TaskLine), total: z.number().int() })),
  tries: call.input(ofRun.extend({ step: StepName, item: z.number().int() })).output(z.array(TryLine)),
  /** A page of a step's log. */
  log: call
    .input(
      tryPlace.extend({
        from: z.number().int().min(1),
        take: z.number().int().min(1).max(2_000),
        text: z.string().max(200).optional(),
      }),
    )
    .output(
      z.object({
        lines: z.array(z.object({ number: z.number().int(), at: instant, text: z.string() })),
        total: z.number().int(),
        leftOut: z.number().int(),
        /** The number of the first line that was left out. */
        leftOutFrom: z.number().int().optional(),
      }),
    ),
  /** How long the log is, now and whenever it grew, until it is closed. */
  followLog: call.input(tryPlace).output(eventIterator(z.object({ total: z.number().int() }))),
  planBackfill: call.input(backfillWish).output(z.array(PlannedSlot)),
  backfill: call.input(backfillWish).output(z.object({ id: z.string() })),
  backfills: call.input(named).output(z.array(BackfillLine)),
  cancelBackfill: call.input(z.object({ id: z.string() })),
  alerts: call.output(
    z.object({
      form: AlertsForm,
      problems: z.array(FileProblem),
      /** Which channels' secrets the vault holds. */
      secrets: z.record(z.string(), z.boolean()),
      heartbeatAddress: z.boolean(),
    }),
  ),
  saveAlerts: call.input(
    z.object({
      form: AlertsForm,
      /** Passwords and addresses by channel; they go to the vault. */
      secrets: z.record(z.string(), z.string()),
      heartbeatAddress: z.string().optional(),
    }),
  ),
  testAlert: call
    .input(z.object({ channel: z.string() }))
    .output(z.object({ answer: z.string(), tookMs: z.number() })),
  deliveries: call
    .input(z.object({ skip: z.number().int().min(0), take: z.number().int().min(1).max(200) }))
    .output(z.array(DeliveryLine)),
};
