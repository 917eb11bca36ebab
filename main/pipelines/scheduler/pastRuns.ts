import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Records, RunLine } from '../records/records.ts';
import type { RunKind } from '../run/states.ts';
import { MOST_CAUGHT_UP } from '../schedule/decideMissed.ts';

/** Runs that a schedule made of itself. */
const OF_SCHEDULES: readonly RunKind[] = ['scheduled', 'event'];

/** Those that wait to start, the one that comes last first. */
export async function queuedRuns(
  records: Records,
  pipeline: PipelineName,
  kind: RunKind,
): Promise<Result<readonly RunLine[]>> {
  const page = { skip: 0, take: MOST_CAUGHT_UP };
  const found = await records.runs({ pipeline, kind, status: ['queued'] }, page);
  // A run that was cleared waits again, but its interval is what it was about before: it takes in nothing.
  if (!found.ok) return found;
  const waiting = found.value.filter((run) => run.round === 0 && run.startedAt === null);
  return ok(waiting.sort((a, b) => b.interval.to.localeCompare(a.interval.to)));
}

/** Newest first. */
export async function succeededRuns(
  records: Records,
  pipeline: PipelineName,
): Promise<Result<readonly RunLine[]>> {
  const found = await records.runs({ pipeline, status: ['succeeded'] }, { skip: 0, take: 100 });
  return found.ok ? ok(found.value.filter((run) => OF_SCHEDULES.includes(run.kind))) : found;
}

/** The later of what is on record and where the runs that succeeded since have come. */
export function watermarkAfter(known: string | null, succeeded: readonly RunLine[]): string | null {
  const ends = succeeded.map((run) => run.interval.to);
  return [...(known === null ? [] : [known]), ...ends].sort().at(-1) ?? null;
}
