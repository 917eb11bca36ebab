import { createHash } from 'node:crypto';
import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { ScheduleState } from '../records/records.ts';
import { type Decided, instant } from './decideDue.ts';
import { paramDefaults } from './paramDefaults.ts';
import type { SchedulerParts } from './parts.ts';
import { queuedRuns, succeededRuns, watermarkAfter } from './pastRuns.ts';

/** The version of each relation as it is now; those that were never written are left out. */
export async function versionsNow(
  parts: SchedulerParts,
  relations: readonly RelationName[],
): Promise<Result<Readonly<Record<string, string>>>> {
  const found = await parts.datasets.versions(relations);
  if (!found.ok) return found;
  const known: Record<string, string> = {};
  for (const relation of relations) {
    const version = found.value[relation];
    if (version !== undefined && version !== null) known[relation] = version;
  }
  return ok(known);
}

/** Null where one of the relations was not written since. What is answered is kept beside the run, in the same write. */
export async function decideWritten(
  parts: SchedulerParts,
  state: ScheduleState,
  pipeline: Pipeline,
  relations: readonly RelationName[],
  now: number,
): Promise<Result<Decided | null>> {
  const versions = await versionsNow(parts, relations);
  if (!versions.ok) return versions;
  const seen = versions.value;
  if (!relations.every((one) => seen[one] !== undefined && seen[one] !== state.seen[one])) return ok(null);
  const queued = await queuedRuns(parts.records, state.pipeline, 'event');
  if (!queued.ok) return queued;
  const succeeded = await succeededRuns(parts.records, state.pipeline);
  if (!succeeded.ok) return succeeded;

  const at = instant(now);
  const watermark = watermarkAfter(state.watermark, succeeded.value);
  const schedules = [{ ...state, seen, watermark }];
  // The same writings make the same slot, whoever finds them and how often.
  const slot = `written ${digest(relations.map((one) => [one, seen[one]]))}`;
  const named = relations.length === 1 ? `${relations[0]} was` : `${relations.length} relations were`;
  const common = { pipeline: state.pipeline, slot, dueAt: at, decidedAt: at };
  const waiting = queued.value[0];
  if (waiting !== undefined) {
    const why = `${named} written again while a run was waiting to start; that run takes it in.`;
    return ok({
      schedules,
      slots: [{ ...common, decision: 'coalesced', run: waiting.id, why: capital(why) }],
      runs: [],
      widened: [{ run: waiting.id, interval: { from: waiting.interval.from, to: at }, note: capital(why) }],
    });
  }
  const id = parts.newRunId();
  return ok({
    schedules,
    slots: [{ ...common, decision: 'run', run: id, why: capital(`${named} written.`) }],
    runs: [
      {
        id,
        pipeline: state.pipeline,
        slot,
        kind: 'event',
        interval: { from: watermark !== null && watermark < at ? watermark : at, to: at },
        params: paramDefaults(pipeline),
        definition: pipeline,
        queuedAt: at,
        status: 'queued',
        priority: 0,
        backfill: null,
        note: capital(`${named} written.`),
      },
    ],
  });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
