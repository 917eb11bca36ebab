import type { StepOf } from '../../../../../shared/domain/pipeline/step.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { BRIEF_FILE, readBriefFile } from '../../../brief/briefFiles.ts';
import { madeWords } from '../../../brief/madeWords.ts';
import { makeBrief } from '../../../brief/makeBrief.ts';
import { type Applied, findApplied, markApplied } from '../appliedSteps.ts';
import { failedWith, stopped } from '../ends.ts';

export interface BriefStepOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  readonly clock: () => Date;
  readonly zone: () => string;
  readonly currency: () => string;
  /** Of the open workspace. */
  readonly folder: string;
}

/** Directives and the mark of this attempt are one transaction: a step that is killed and repeated proposes nothing twice. */
export function createBriefStep(options: BriefStepOptions): StepRunner<'brief'> {
  async function make(call: StepCall<'brief'>, { store }: Warehouse): Promise<Result<Applied>> {
    const { step, run, attempt, signal, report, say } = call;
    const named = await sameStudy(step, options.folder);
    if (!named.ok) return named;
    let applied: Applied | null = null;
    const made = await makeBrief(
      {
        ...{ store, folder: options.folder, clock: options.clock },
        ...{ zone: options.zone(), currency: options.currency() },
        within: (session, done) => {
          applied = { told: madeWords(done), rows: done.open, wrote: [...done.wrote] };
          return markApplied(
            store,
            session,
            { attempt, run: run.id, at: options.clock().toISOString() },
            applied,
          );
        },
      },
      { signal, report },
    );
    if (!made.ok) return made;
    say(madeWords(made.value));
    return ok(
      applied ?? { told: madeWords(made.value), rows: made.value.open, wrote: [...made.value.wrote] },
    );
  }

  return {
    async run(call): Promise<StepEnd> {
      const opened = await options.warehouse();
      if (!opened.ok) return failedWith(opened.failure);
      const before = await findApplied(opened.value.store, opened.value.store, call.attempt);
      if (!before.ok) return failedWith(before.failure);
      if (before.value !== null) {
        call.say('This was written before the step was interrupted: nothing is left to do.');
        return { is: 'succeeded', ...before.value };
      }
      const done = await make(call, opened.value);
      if (call.signal.aborted) return stopped('The brief');
      return done.ok ? { is: 'succeeded', ...done.value } : failedWith(done.failure);
    },
    async writes() {
      const brief = await readBriefFile(options.folder);
      return brief.ok && brief.value !== null ? [brief.value.into] : [];
    },
  };
}

/** A step that names another study than the file would make a brief nobody asked for. */
async function sameStudy({ brief }: StepOf<'brief'>, folder: string): Promise<Result<void>> {
  const file = await readBriefFile(folder);
  if (!file.ok) return file;
  if (file.value === null || file.value.study === brief) return ok(undefined);
  return fail('BAD_INPUT', {
    message: `The step makes the brief of ${brief}, and ${BRIEF_FILE} names the study ${file.value.study}.`,
    next: `Name the same study in both.`,
    subject: BRIEF_FILE,
  });
}
