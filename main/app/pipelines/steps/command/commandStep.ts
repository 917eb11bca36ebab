import { type Failure, fail } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Workbench } from '../../../workbench.ts';
import { wordsOfLine } from '../commandLine.ts';
import { failedWith, stopped } from '../ends.ts';
import { allowedInStep } from './allowed.ts';
import { createLogTerminal } from './logTerminal.ts';

export interface CommandStepOptions {
  /** The one this runs in, which holds the workspace. */
  readonly workbench: () => Workbench;
  /** Of the workspace, from which paths are told. */
  readonly folder: string;
}

/** A command of ours, carried out in the workbench that is open already: no second process could take the workspace's lease. */
export function createCommandStep({ workbench, folder }: CommandStepOptions): StepRunner<'command'> {
  async function run(call: StepCall<'command'>): Promise<StepEnd> {
    const { signal, say } = call;
    const words = wordsOfLine(call.step.command);
    const allowed = allowedInStep(words);
    if (!allowed.ok) return failedWith(allowed.failure);
    const [name = ''] = words;
    // All commands and what they need: a workbench that runs no such step does without.
    const { runWithin } = await import('../../../cli/runWithin.ts');
    const terminal = createLogTerminal(say, (text) => call.report({ step: text, done: 0 }));
    const ended = await runWithin(words, terminal, { workbench: workbench(), signal, folder });
    terminal.flush();
    if (signal.aborted) return stopped(`The command ${name}`);
    if (ended.failure !== null) return failedWith(ended.failure);
    if (ended.code === 0)
      return { is: 'succeeded', told: `${words.join(' ').slice(0, 200)} has ended.`, wrote: [] };
    return failedWith(without(name, ended.code));
  }

  return { run };
}

function without(name: string, code: number): Failure {
  return fail('RUN_NOT_POSSIBLE', {
    message: `The command ${name} ended with ${code}: what it found is in the log.`,
    next: 'Read the last lines of the log of this step.',
    subject: name,
  }).failure;
}
