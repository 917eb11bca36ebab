import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Clock } from '../clock.ts';
import type { Definitions } from '../definition/definitions.ts';
import { resolveParams } from '../definition/params.ts';
import type { BackfillId, RunId, SessionId } from '../ids.ts';
import type { BackfillWish } from '../pipelines.ts';
import type { Backfill, Records, RunLine } from '../records/records.ts';
import { ENDED } from '../run/states.ts';
import { anchorOf } from '../schedule/anchor.ts';
import type { Slots } from '../schedule/slots.ts';
import { backfillRuns } from './backfillRuns.ts';
import { type PlannedSlot, planBackfill } from './planBackfill.ts';

export interface BackfillParts {
  readonly records: Records;
  readonly session: SessionId;
  readonly slots: Slots;
  readonly definitions: Pick<Definitions, 'get'>;
  readonly clock: Clock;
  /** Of the workspace. */
  readonly zone: () => Zone;
  readonly deviceZone: () => Zone;
  newId(): string;
}

/** Fills in intervals of the past. It asks nothing of the schedule but when it is due, so it works while that is off. */
export interface Backfills {
  /** What it would do; changes nothing. */
  plan(wish: BackfillWish): Promise<Result<readonly PlannedSlot[]>>;
  /** Puts it on record with all its runs, together. */
  start(wish: BackfillWish): Promise<Result<BackfillId>>;
  /** On record first, so that none of its runs begins any more; those under way are stopped by `cancelRun`. */
  cancel(id: BackfillId, cancelRun: (run: RunId) => Promise<Result<void>>): Promise<Result<void>>;
}

interface Looked {
  readonly plan: readonly PlannedSlot[];
  readonly definition: Pipeline;
  readonly runs: readonly RunLine[];
  readonly wish: BackfillWish;
}

const PAGE = 1_000;

export function createBackfills(parts: BackfillParts): Backfills {
  const { records, session, clock } = parts;

  async function every(filter: Parameters<Records['runs']>[0]): Promise<Result<readonly RunLine[]>> {
    const all: RunLine[] = [];
    for (;;) {
      const page = await records.runs(filter, { skip: all.length, take: PAGE });
      if (!page.ok) return page;
      all.push(...page.value);
      if (page.value.length < PAGE) return ok(all);
    }
  }

  async function look(wish: BackfillWish): Promise<Result<Looked>> {
    const written = await parts.definitions.get(wish.pipeline);
    if (written === null) return unknown(wish.pipeline);
    const definition = written.pipeline;
    if (definition === null) return invalid(wish.pipeline, written.file);
    const params = resolveParams(definition.params, wish.params);
    if (!params.ok) return params;
    const from = Date.parse(wish.from);
    const to = Date.parse(wish.to);
    if (Number.isNaN(from) || Number.isNaN(to)) return noRange();
    const zone = parts.zone();
    // An interval that begins before `to` may end long after it.
    const until = new Date(Math.max(to, clock.now())).toISOString();
    const runs = await every({
      pipeline: wish.pipeline,
      overlaps: { from: new Date(from).toISOString(), to: until },
    });
    if (!runs.ok) return runs;
    const plan = planBackfill({
      schedule: definition.schedule,
      slots: parts.slots,
      context: { zone, deviceZone: parts.deviceZone(), anchor: anchorOf(zone) },
      from,
      to,
      now: clock.now(),
      reprocess: wish.reprocess,
      order: wish.order,
      runs: runs.value,
    });
    if (!plan.ok) return plan;
    return ok({ plan: plan.value, definition, runs: runs.value, wish: { ...wish, params: params.value } });
  }

  return {
    async plan(wish) {
      const looked = await look(wish);
      return looked.ok ? ok(looked.value.plan) : looked;
    },

    async start(asked) {
      const looked = await look(asked);
      if (!looked.ok) return looked;
      const { plan, wish, definition, runs } = looked.value;
      if (plan.every(({ does }) => does === 'pass over')) return nothingToDo(wish);
      const backfill: Backfill = {
        id: parts.newId() as BackfillId,
        pipeline: wish.pipeline,
        from: wish.from,
        to: wish.to,
        reprocess: wish.reprocess,
        order: wish.order,
        atOnce: wish.atOnce,
        params: wish.params,
        createdAt: new Date(clock.now()).toISOString(),
        status: 'running',
      };
      const made = backfillRuns(plan, {
        backfill,
        definition,
        params: wish.params,
        runs,
        newId: parts.newId,
      });
      const saved = await records.saveBackfill(session, backfill, made);
      if (!saved.ok) return saved;
      return saved.value.claimed.length === 0 ? nothingToDo(wish) : ok(backfill.id);
    },

    async cancel(id, cancelRun) {
      const all = await records.backfills();
      if (!all.ok) return all;
      const backfill = all.value.find((one) => one.id === id);
      if (backfill === undefined || backfill.status !== 'running') return notRunning(id, backfill);
      const saved = await records.saveBackfill(session, { ...backfill, status: 'cancelled' }, []);
      if (!saved.ok) return saved;
      const runs = await every({ backfill: id });
      if (!runs.ok) return runs;
      const open = runs.value.filter(({ status }) => !ENDED.includes(status));
      const stopped = await Promise.all(open.map((run) => cancelRun(run.id)));
      // One that ended meanwhile is what was wished.
      const refused = stopped.find((one) => !one.ok && one.failure.code !== 'RUN_NOT_POSSIBLE');
      return refused ?? ok(undefined);
    },
  };
}

function unknown(pipeline: string) {
  return fail('PIPELINE_UNKNOWN', {
    subject: pipeline,
    message: `There is no pipeline ${pipeline} in this workspace.`,
    next: 'See the list: its file may have been renamed.',
  });
}

function invalid(pipeline: string, file: string) {
  return fail('PIPELINE_INVALID', {
    subject: file,
    message: `${file} has mistakes, so nothing of ${pipeline} can be filled in.`,
    next: 'Mend them on its page, then try again.',
  });
}

function noRange() {
  return fail('BAD_INPUT', {
    message: 'The range of a backfill needs two days.',
    next: 'Write them like 2026-03-01.',
  });
}

function nothingToDo({ pipeline, reprocess }: BackfillWish) {
  const more = reprocess === 'completed' ? '' : ' To run some of them again, say so with the backfill.';
  return fail('RUN_NOT_POSSIBLE', {
    subject: pipeline,
    message: `Nothing is left to fill in for ${pipeline}: every interval of that range was run, is being run, or isn’t over yet.`,
    next: `Look at its runs.${more}`,
  });
}

function notRunning(id: BackfillId, backfill: Backfill | undefined) {
  if (backfill === undefined)
    return fail('RUN_UNKNOWN', {
      subject: id,
      message: `There is no backfill ${id} on record.`,
      next: 'Look at the list of backfills.',
    });
  return fail('RUN_NOT_POSSIBLE', {
    subject: id,
    message: `This backfill ${backfill.status === 'done' ? 'is done' : 'was cancelled already'}.`,
    next: 'Look at its runs.',
  });
}
