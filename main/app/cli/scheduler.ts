import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';

const ABOUT_PIPELINE = ['on', 'off', 'release'] as const;
const ABOUT_RUN = ['retry', 'go-on', 'give-up'] as const;

export const schedulerCommand: Command = {
  name: 'scheduler',
  summary: 'run the schedules of a workspace, without any window',
  usage: 'scheduler [on|off|release <pipeline>] [retry|go-on|give-up <run>] [--workspace DIR]',
  help: `
For a machine that only schedules: runs the pipelines of the workspace when they are due, until Ctrl-C, and says each run as
it begins and ends. While the workspace is open elsewhere it watches, and takes over when that ends.
Ctrl-C interrupts what runs; the next start, here or in the window, goes on with it.

  scheduler on <pipeline>       says its next five runs, and switches its schedule on
  scheduler off <pipeline>      switches it off; its runs stay on record
  scheduler release <pipeline>  after the clock leapt and it was held: catches up, as its schedule says
  scheduler retry <run>         again from the steps that failed
  scheduler go-on <run>         of a run that was interrupted three times, or held: tries on
  scheduler give-up <run>       ends such a run as cancelled`,
  words: [0, 2],
  async run(call) {
    const [action, subject] = call.words;
    if (action === undefined) {
      const { runScheduler } = await import('./pipelines/runScheduler.ts');
      const done = await runScheduler(call);
      return done.ok ? ok({ text: done.value }) : done;
    }
    const aboutPipeline = ABOUT_PIPELINE.find((one) => one === action);
    const aboutRun = ABOUT_RUN.find((one) => one === action);
    if (subject === undefined || (aboutPipeline === undefined && aboutRun === undefined))
      return fail('BAD_INPUT', {
        message:
          subject === undefined
            ? `"scheduler ${action}" needs the name of a pipeline or the id of a run.`
            : `The scheduler can't be asked to "${action}".`,
        next: `Use ${[...ABOUT_PIPELINE, ...ABOUT_RUN].join(', ')}. See: help scheduler.`,
      });
    const { askScheduler, switchPipeline } = await import('./pipelines/askScheduler.ts');
    return aboutPipeline === undefined
      ? askScheduler(call, aboutRun ?? 'retry', subject)
      : switchPipeline(call, aboutPipeline, subject);
  },
};
