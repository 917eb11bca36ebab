import type { Zone } from '../../../../shared/domain/zone.ts';
import { fail, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { WorkspacePipelines } from '../workspacePipelines.ts';

/** What every answer of the screen is made from. */
export interface ScreenParts {
  readonly pipelines: WorkspacePipelines;
  /** Of the workspace. */
  zone(): Zone;
  now(): Date;
}

/** Carries work out over the opened pipelines, or says why they can't be opened. */
export async function overOpened<T>(
  { pipelines }: Pick<ScreenParts, 'pipelines'>,
  work: (opened: OpenedPipelines) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await pipelines.opened();
  return opened.ok ? work(opened.value) : opened;
}

export function unknownPipeline(name: string): Result<never> {
  return fail('PIPELINE_UNKNOWN', {
    message: `There is no pipeline ${name} in this workspace any more.`,
    next: 'Go back to the list: its file was removed or renamed.',
    subject: name,
  });
}

export function unknownRun(id: RunId): Result<never> {
  return fail('RUN_UNKNOWN', {
    message: 'That run is not on record any more.',
    next: 'Go back to the list of runs.',
    subject: id,
  });
}
