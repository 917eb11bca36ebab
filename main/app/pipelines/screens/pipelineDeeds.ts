import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { resolveParams } from '../../../pipelines/definition/params.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { Pipelines } from '../../../pipelines/pipelines.ts';
import { overOpened, type ScreenParts, unknownPipeline } from './parts.ts';
import type { PipelineScreens } from './pipelineScreens.ts';

type Deeds = Pick<
  PipelineScreens,
  'turn' | 'pause' | 'release' | 'run' | 'cancel' | 'retry' | 'clear' | 'answer'
>;

/** What a person does to pipelines and their runs. */
export function pipelineDeeds(parts: ScreenParts): Deeds {
  const over = <T>(work: (pipelines: Pipelines) => Promise<Result<T>>) =>
    overOpened(parts, (opened) => work(opened.pipelines));

  return {
    turn: ({ pipeline, on }) => over((pipelines) => pipelines.turn(pipeline, on)),
    async pause({ paused }) {
      parts.pipelines.setPaused(paused);
      return ok(undefined);
    },
    release: ({ pipeline }) => over((pipelines) => pipelines.release(pipeline)),
    run: ({ pipeline: name, params }) =>
      overOpened(parts, async (opened): Promise<Result<{ run: RunId }>> => {
        const written = await opened.definitions.get(name);
        if (written === null) return unknownPipeline(name);
        const values = resolveParams(written.pipeline?.params ?? {}, params);
        if (!values.ok) return values;
        const started = await opened.pipelines.runNow(name, values.value);
        return started.ok ? ok({ run: started.value }) : started;
      }),
    cancel: ({ run }) => over((pipelines) => pipelines.cancel(run)),
    retry: ({ run }) => over((pipelines) => pipelines.retry(run)),
    clear: ({ run, steps }) => over((pipelines) => pipelines.clear(run, steps)),
    answer: ({ run, go }) => over((pipelines) => pipelines.answer(run, go)),
  };
}
