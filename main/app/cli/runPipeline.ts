import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';
import { interruptible } from './interrupt.ts';
import { gatherRepeated } from './sources/gatherPairs.ts';

export const runPipelineCommand: Command = {
  name: 'run',
  summary: 'run a pipeline now, and wait for it',
  usage: 'run <pipeline> [--param NAME=VALUE …] [--workspace DIR]',
  help: `
Runs a pipeline of the workspace once, with its run on record like every other, and tells each step as it goes.
Ctrl-C cancels the run: what its steps wrote stays, and its cleanup steps still run.

  --param NAME=VALUE   a param of the pipeline, once for each; a list is given with commas

A run that was interrupted before goes on too: what has begun is finished first.`,
  words: [1, 1],
  prepare: gatherRepeated,
  options: { param: { type: 'string' } },
  async run(call) {
    const { withPipelines, runnable } = await import('./pipelines/withPipelines.ts');
    const { paramsOf } = await import('./pipelines/params.ts');
    const { asksPerson, followRun } = await import('./pipelines/followRun.ts');
    const { tookText } = await import('./pipelines/runTable.ts');
    const [word = ''] = call.words;
    return interruptible(call, (signal) =>
      withPipelines(call, async (opened) => {
        const written = await runnable(opened, word);
        if (!written.ok) return written;
        const { name, pipeline } = written.value;
        const params = paramsOf(call.options['param'], pipeline ?? {});
        if (!params.ok) return params;
        const started = await opened.pipelines.runNow(name, params.value);
        if (!started.ok) return started;
        const ended = await followRun(opened, started.value, call.terminal, signal);
        if (!ended.ok) return ended;
        const { id, status, startedAt, endedAt, note } = ended.value;
        if (status !== 'succeeded' && status !== 'failed' && status !== 'cancelled')
          return asksPerson(ended.value);
        const why = note === null ? '' : ` ${note}`;
        return ok({
          data: ended.value,
          text: `${name} ${status}${startedAt === null ? '' : ` in ${tookText(startedAt, endedAt)}`} (run ${id}).${why}`,
          failed: status !== 'succeeded',
        });
      }),
    );
  },
};
