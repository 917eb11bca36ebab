import type { PipelineCard, PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../../pipelines/definition/definitions.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { ScheduleState } from '../../../pipelines/records/records.ts';
import { overOpened, type ScreenParts, unknownPipeline } from './parts.ts';
import { pipelineCard } from './pipelineCard.ts';
import type { PipelineScreens } from './pipelineScreens.ts';
import { stepCards } from './stepCards.ts';

const RECENT = 20;

/** The pipelines as they are written and as they stand. */
export function pipelineReads(parts: ScreenParts): Pick<PipelineScreens, 'list' | 'detail'> {
  async function cardOf(
    opened: OpenedPipelines,
    written: WrittenPipeline,
    schedule: ScheduleState | undefined,
  ): Promise<Result<PipelineCard>> {
    const recent = await opened.records.runs({ pipeline: written.name }, { skip: 0, take: RECENT });
    if (!recent.ok) return recent;
    const late = isLate(schedule, recent.value);
    return ok(pipelineCard({ written, schedule, recent: recent.value, late }, parts.zone()));
  }

  return {
    list: () =>
      overOpened(parts, async (opened) => {
        const [written, schedules] = await Promise.all([
          opened.definitions.all(),
          opened.records.schedules(),
        ]);
        if (!schedules.ok) return schedules;
        const states = new Map(schedules.value.map((one) => [one.pipeline, one]));
        const cards: PipelineCard[] = [];
        for (const one of written) {
          const card = await cardOf(opened, one, states.get(one.name));
          if (!card.ok) return card;
          cards.push(card.value);
        }
        return ok({ scheduler: parts.pipelines.scheduler(), pipelines: cards });
      }),

    detail: ({ pipeline }) =>
      overOpened(parts, async (opened) => {
        const written = await opened.definitions.get(pipeline);
        return written === null ? unknownPipeline(pipeline) : detailOf(opened, written, cardOf);
      }),
  };
}

type CardOf = (
  opened: OpenedPipelines,
  written: WrittenPipeline,
  schedule: ScheduleState | undefined,
) => Promise<Result<PipelineCard>>;

async function detailOf(
  opened: OpenedPipelines,
  written: WrittenPipeline,
  cardOf: CardOf,
): Promise<Result<PipelineDetail>> {
  const schedules = await opened.records.schedules();
  if (!schedules.ok) return schedules;
  const card = await cardOf(opened, written, scheduleOf(schedules.value, written.name));
  if (!card.ok) return card;
  const durations = await opened.records.durations(written.name);
  if (!durations.ok) return durations;
  const { pipeline, text } = written;
  const steps = pipeline === null ? [] : await stepCards(pipeline, durations.value, opened.runners);
  return ok({ card: card.value, text, value: pipeline, steps });
}

function scheduleOf(states: readonly ScheduleState[], name: PipelineName): ScheduleState | undefined {
  return states.find(({ pipeline }) => pipeline === name);
}

/** A deadline passed, and nothing has succeeded since. */
function isLate(
  schedule: ScheduleState | undefined,
  recent: readonly { readonly status: string; readonly endedAt: string | null }[],
): boolean {
  const told = schedule?.lateTold ?? null;
  if (told === null) return false;
  return !recent.some(({ status, endedAt }) => status === 'succeeded' && endedAt !== null && endedAt > told);
}
