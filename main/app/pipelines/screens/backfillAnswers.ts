import type { BackfillLine } from '../../../../shared/contract/pipelines.ts';
import type { RunStatus } from '../../../../shared/domain/pipeline/run.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { resolveParams } from '../../../pipelines/definition/params.ts';
import type { BackfillId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { BackfillWish } from '../../../pipelines/pipelines.ts';
import type { Backfill } from '../../../pipelines/records/records.ts';
import { daysAsRange } from '../daysAsRange.ts';
import { overOpened, type ScreenParts, unknownPipeline } from './parts.ts';
import type { Asked, PipelineScreens } from './pipelineScreens.ts';

type Answers = Pick<PipelineScreens, 'planBackfill' | 'backfill' | 'backfills' | 'cancelBackfill'>;

/** More than a backfill may have. */
const ALL = 1_000;

export function backfillAnswers(parts: ScreenParts): Answers {
  /** Days in the schedule's zone and params of their types: what the domain is asked. */
  async function wishOf(opened: OpenedPipelines, asked: Asked<'backfill'>): Promise<Result<BackfillWish>> {
    const written = await opened.definitions.get(asked.pipeline);
    if (written === null) return unknownPipeline(asked.pipeline);
    const range = daysAsRange(asked, written.pipeline?.schedule, parts.zone());
    if (!range.ok) return range;
    const params = resolveParams(written.pipeline?.params ?? {}, asked.params);
    return params.ok ? ok({ ...asked, ...range.value, params: params.value }) : params;
  }

  return {
    planBackfill: (asked) =>
      overOpened(parts, async (opened) => {
        const wish = await wishOf(opened, asked);
        if (!wish.ok) return wish;
        const plan = await opened.pipelines.planBackfill(wish.value);
        return plan.ok ? ok([...plan.value]) : plan;
      }),
    backfill: (asked) =>
      overOpened(parts, async (opened) => {
        const wish = await wishOf(opened, asked);
        if (!wish.ok) return wish;
        const started = await opened.pipelines.backfill(wish.value);
        return started.ok ? ok({ id: started.value }) : started;
      }),
    backfills: ({ pipeline }) =>
      overOpened(parts, async (opened) => {
        const found = await opened.records.backfills(pipeline);
        if (!found.ok) return found;
        const lines: BackfillLine[] = [];
        for (const one of found.value) {
          const line = await lineOf(opened, one);
          if (!line.ok) return line;
          lines.push(line.value);
        }
        return ok(lines);
      }),
    cancelBackfill: ({ id }) =>
      overOpened(parts, ({ pipelines }) => pipelines.cancelBackfill(id as BackfillId)),
  };
}

async function lineOf(
  { records }: OpenedPipelines,
  { id, pipeline, from, to, status }: Backfill,
): Promise<Result<BackfillLine>> {
  const runs = await records.runs({ backfill: id }, { skip: 0, take: ALL });
  if (!runs.ok) return runs;
  const counts: Partial<Record<RunStatus, number>> = {};
  for (const run of runs.value) counts[run.status] = (counts[run.status] ?? 0) + 1;
  return ok({ id, pipeline, from, to, status, counts });
}
