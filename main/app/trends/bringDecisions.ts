import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { buildSentence } from '../models/buildSentence.ts';
import type { WorkspaceModels } from '../models/workspaceModels.ts';
import { runStudy } from '../studies/runStudy.ts';
import { readyStudy } from '../studies/studyFiles.ts';
import { sortTrends } from './sortTrends.ts';
import { readyTrends } from './trendsFile.ts';

export interface BringSurroundings {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly models: Pick<WorkspaceModels, 'carryOut'>;
  readonly clock: () => Date;
  readonly version: string;
}

/** Sorts, builds what that changes, and runs the study on it: afterwards models and findings show what was decided. */
export async function bringDecisions(around: BringSurroundings, work: Work): Promise<Result<string>> {
  const { folder, warehouse, models, clock, version } = around;
  const { store } = warehouse;
  const ready = await readyTrends(folder);
  if (!ready.ok) return ready;
  const sorted = await sortTrends({ store, folder, clock }, work);
  if (!sorted.ok) return sorted;
  const built = await models.carryOut({ command: 'build', selection: {} }, work);
  if (!built.ok) return built;
  if (!built.value.success)
    return fail('MODEL_FAILED', {
      message: `The decisions are sorted in, and the build failed: ${buildSentence(built.value).message}`,
      next: 'Open Models or Quality to see what failed. Your decisions are kept.',
    });
  const name = ready.value.study;
  if (name === undefined) return ok('The models show every decision.');
  const study = await readyStudy(folder, name);
  if (!study.ok) return study;
  const run = await runStudy(study.value, { store, clock, program: version }, work);
  if (!run.ok) return run;
  const { findings, version: made } = run.value;
  return ok(
    `The models show every decision, and ${findings.length.toLocaleString('en')} pairs were studied (version ${made.version}).`,
  );
}
