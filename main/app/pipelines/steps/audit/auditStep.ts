import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { diskFailure } from '../../../../workspace/diskFailure.ts';
import { dayOf } from '../../../audit/asked/dayOf.ts';
import type { Workbench } from '../../../workbench.ts';
import { type Applied, findApplied, markApplied } from '../appliedSteps.ts';
import { wordsOfLine } from '../commandLine.ts';
import { failedWith, stopped } from '../ends.ts';

export interface AuditStepOptions {
  /** The one this runs in, which holds the workspace. */
  readonly workbench: () => Pick<
    Workbench,
    'workspaces' | 'warehouse' | 'models' | 'vault' | 'brief' | 'info'
  >;
  readonly warehouse: () => Promise<Result<Warehouse>>;
  readonly clock: () => Date;
  readonly zone: () => string;
  /** Of the open workspace, from which paths are told. */
  readonly folder: string;
}

/**
 * Writes a package, and says it is done when it was read back. The same data make the same package and the same file, so that a step
 * that was killed before its mark was kept and is repeated leaves what one would.
 */
export function createAuditStep(options: AuditStepOptions): StepRunner<'audit'> {
  async function make(call: StepCall<'audit'>, { store }: Warehouse): Promise<Result<Applied>> {
    const { step, run, attempt, signal, report, say } = call;
    // Workbooks and their statistics: a workbench that audits nothing does without.
    const { subjectOfWords } = await import('../../../audit/asked/subjectOfWords.ts');
    const { surroundingsOf } = await import('../../../audit/surroundingsOf.ts');
    const { makeKeptPackage } = await import('../../../audit/keep/keepPackage.ts');
    const place = { store, workspace: options.folder, zone: options.zone() };
    const subject = await subjectOfWords(wordsOfLine(step.audit), place, signal);
    if (!subject.ok) return subject;
    const around = await surroundingsOf(options.workbench());
    if (!around.ok) return around;
    const to = step.out === undefined ? ok(undefined) : await fileOf(step.out, options);
    if (!to.ok) return to;
    const made = await makeKeptPackage(
      { subject: subject.value, variant: step.variant ?? 'full', to: to.value },
      around.value,
      options.clock,
      { signal, report },
    );
    if (!made.ok) return made;
    const { manifest, file, ticks } = made.value;
    for (const { title, told } of ticks) say(`${title}: ${told}`);
    const rows = manifest.sheets.reduce((sum, one) => sum + (one.kind === 'data' ? one.rows : 0), 0);
    const applied = { told: `${manifest.package} is written to ${file} and verified.`, rows, wrote: [] };
    const mark = { attempt, run: run.id, at: options.clock().toISOString() };
    const kept = await store.write((session) => markApplied(store, session, mark, applied));
    return kept.ok ? ok(applied) : kept;
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
      if (call.signal.aborted && !done.ok) return stopped('The audit');
      return done.ok ? { is: 'succeeded', ...done.value } : failedWith(done.failure);
    },
  };
}

const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** From the workspace's folder, in which its folders are made; colons of an instant are no part of a file's name everywhere. */
async function fileOf(
  out: string,
  { folder, zone }: Pick<AuditStepOptions, 'folder' | 'zone'>,
): Promise<Result<string>> {
  const path = resolve(
    folder,
    out.replace(INSTANT, (instant) => dayOf(instant, 'from', zone()) ?? instant),
  );
  const inside = relative(folder, path);
  if (inside.startsWith('..') || isAbsolute(inside)) return ok(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    return ok(path);
  } catch (error) {
    return diskFailure(error, { doing: 'write the audit package', folder: dirname(path) });
  }
}
