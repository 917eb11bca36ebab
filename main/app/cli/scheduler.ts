import { ok } from '../../../shared/errors/failure.ts';
import type { Command } from './command.ts';

export const schedulerCommand: Command = {
  name: 'scheduler',
  summary: 'run the schedules of a workspace, without any window',
  usage: 'scheduler [--workspace DIR]',
  help: `
For a machine that only schedules: runs the pipelines of the workspace when they are due, until Ctrl-C, and says each run as
it begins and ends. While the workspace is open elsewhere it watches, and takes over when that ends.
Ctrl-C interrupts what runs; the next start, here or in the window, goes on with it.`,
  words: [0, 0],
  async run(call) {
    const { runScheduler } = await import('./pipelines/runScheduler.ts');
    const done = await runScheduler(call);
    return done.ok ? ok({ text: done.value }) : done;
  },
};
