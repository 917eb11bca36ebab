import type { AlertSettings } from '../../../../shared/domain/pipeline/alertSettings.ts';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { MissedPolicy } from '../../../../shared/domain/pipeline/schedule.ts';
import { scheduleWords } from '../../../../shared/domain/pipeline/scheduleWords.ts';
import { STEP_KINDS, type StepName } from '../../../../shared/domain/pipeline/step.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { machineZone } from '../../../../shared/domain/zone.ts';
import { ok } from '../../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../../pipelines/definition/definitions.ts';
import type { StepRunners } from '../../../pipelines/run/runner.ts';
import { anchorOf } from '../../../pipelines/schedule/anchor.ts';
import type { Slots } from '../../../pipelines/schedule/slots.ts';
import { overOpened, type ScreenParts, unknownPipeline } from './parts.ts';
import type { PipelineScreens, Told } from './pipelineScreens.ts';
import { stepCards } from './stepCards.ts';

type Answers = Pick<PipelineScreens, 'check' | 'save' | 'remove' | 'offers'>;

const PREVIEWED = 5;

export interface EditorParts extends ScreenParts {
  readonly runners: StepRunners;
  readonly slots: Slots;
  alertSettings(): Promise<Pick<AlertSettings, 'channels'>>;
}

/** What the editor asks: a draft judged, kept, taken away, and what its form can offer. */
export function editorAnswers(parts: EditorParts, detail: PipelineScreens['detail']): Answers {
  const { files } = parts.pipelines;

  function nextOf({ pipeline }: WrittenPipeline): Told<'check'>['next'] {
    if (pipeline?.schedule === undefined) return [];
    const context = { zone: parts.zone(), deviceZone: machineZone(), anchor: anchorOf(parts.zone()) };
    return parts.slots
      .next(pipeline.schedule, context, parts.now().getTime(), PREVIEWED)
      .map(({ due, from, to }) => ({ at: instant(due), from: instant(from), to: instant(to) }));
  }

  return {
    async check({ name, draft }) {
      const written = await files.check(name, draft);
      const { text, pipeline, problems } = written;
      const durations = await pastDurations(parts, name);
      return ok({
        text,
        value: pipeline,
        problems: [...problems],
        steps: pipeline === null ? [] : await stepCards(pipeline, durations, parts.runners),
        schedule: pipeline?.schedule === undefined ? null : scheduleWords(pipeline.schedule, parts.zone()),
        next: nextOf(written),
      });
    },
    async save({ name, draft, expected }) {
      const saved = await files.save(name, draft, expected);
      return saved.ok ? detail({ pipeline: name }) : saved;
    },
    async remove({ pipeline }) {
      if ((await files.get(pipeline)) === null) return unknownPipeline(pipeline);
      return files.remove(pipeline);
    },
    async offers() {
      const known = await files.known();
      const alerts = await parts.alertSettings();
      return ok({
        sources: [...(known.sources ?? [])],
        relations: (known.relations ?? []).filter((name) => RelationName.safeParse(name).success),
        pools: { ...known.pools },
        queries: [...(known.queries ?? [])],
        channels: alerts.channels.map(({ name }) => name),
        commands: (known.commands ?? []).filter(({ refused }) => refused === null).map(({ name }) => name),
        kinds: STEP_KINDS.filter((kind) => known.runnable.includes(kind)),
        zone: parts.zone(),
        missed: [...MissedPolicy.options],
      });
    },
  };
}

/** A draft is judged without the warehouse too: only how long its steps usually take is then unknown. */
async function pastDurations(
  parts: ScreenParts,
  name: PipelineName,
): Promise<ReadonlyMap<StepName, readonly number[]>> {
  const known = await overOpened(parts, ({ records }) => records.durations(name));
  return known.ok ? known.value : new Map();
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
