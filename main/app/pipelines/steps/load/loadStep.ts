import { join, relative } from 'node:path';
import { LoadWish } from '../../../../../shared/contract/files.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import { presentFiles } from '../../../../sources/files/archive/listFiles.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { loadFiles } from '../../../loadFiles.ts';
import { counted, failedWith, never, stopped } from '../ends.ts';
import { listOf } from '../words.ts';

export interface LoadStepOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  /** The workspace's, from which paths are told. */
  readonly folder: string;
  /** What `~` means. */
  readonly userFolder: string;
}

const MOST_FILES = 1_000;

/** Files into RAW. A file is known again by its content, so that a step that is repeated loads none twice. */
export function createLoadStep(options: LoadStepOptions): StepRunner<'load'> {
  const { folder } = options;

  async function filesOf(call: StepCall<'load'>): Promise<Result<string[]>> {
    const found = new Set<string>();
    for (const written of listOf(call.step.load)) {
      const path = written.replace(/^~(?=[/\\]|$)/, options.userFolder);
      const listed = await presentFiles(path, folder);
      if (!listed.ok) return listed;
      if (listed.value.length === 0) call.say(`No file is there for ${written}.`);
      for (const file of listed.value) found.add(file);
    }
    return ok([...found]);
  }

  async function run(call: StepCall<'load'>): Promise<StepEnd> {
    const { step, signal, say } = call;
    if (!step.into.startsWith('raw.'))
      return failedWith(
        fail('BAD_INPUT', {
          message: `Files are loaded into RAW only, and ${step.into} is not in it.`,
          next: 'Write into: raw.<name> in the step.',
        }).failure,
      );
    const files = await filesOf(call);
    if (!files.ok) return failedWith(files.failure);
    if (files.value.length === 0)
      return { is: 'skipped', told: `There is no file for ${listOf(step.load).join(', ')} yet.` };
    if (files.value.length > MOST_FILES)
      return failedWith(
        fail('BAD_INPUT', {
          message: `${counted(files.value.length, 'file')} match, and one step loads at most ${counted(MOST_FILES, 'file')}.`,
          next: 'Narrow the pattern, or divide it over several steps.',
        }).failure,
      );
    const opened = await options.warehouse();
    if (!opened.ok) return failedWith(opened.failure);
    const wish = LoadWish.safeParse({
      paths: files.value,
      relation: step.into,
      disposition: step.disposition ?? 'append',
      key: step.key ?? [],
    });
    if (!wish.success) throw new Error(`A load step made no wish: ${wish.error.message}`);
    const done = await loadFiles(opened.value, wish.data, {
      dry: false,
      work: { signal, report: call.report },
    });
    if (signal.aborted) return stopped('Loading files');
    if (!done.ok && done.failure.code === 'FILE_DUPLICATE') {
      say(done.failure.message);
      return { is: 'succeeded', told: done.failure.message, rows: 0, wrote: [] };
    }
    if (!done.ok) return failedWith(done.failure.code === 'BAD_INPUT' ? never(done.failure) : done.failure);
    const { rows, rejected, skipped, loads, examples, notes } = done.value;
    for (const note of notes) say(note);
    for (const path of skipped) say(`There already, so not loaded again: ${shown(path, folder)}`);
    for (const { line, ordinal, reason } of examples)
      say(`Rejected ${line === undefined ? `record ${ordinal}` : `line ${line}`}: ${reason}`);
    const parts = [
      `${counted(rows, 'row')} of ${counted(loads.length, 'file')} loaded into ${step.into}`,
      ...(rejected > 0 ? [`${counted(rejected, 'row')} in quarantine`] : []),
      ...(skipped.length > 0 ? [`${counted(skipped.length, 'file')} there already`] : []),
    ];
    return {
      is: 'succeeded',
      told: `${parts.join(', ')}.`,
      rows,
      wrote: loads.length > 0 ? [step.into] : [],
    };
  }

  return { run, writes: async (step) => [step.into] };
}

function shown(path: string, folder: string): string {
  const inside = relative(folder, path);
  return inside.startsWith('..') ? path : join(inside);
}
