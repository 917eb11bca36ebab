import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../../pipelines/definition/definitions.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import { createRecords } from '../../../pipelines/records/createRecords.ts';
import type { Records } from '../../../pipelines/records/records.ts';
import type { Workbench } from '../../workbench.ts';
import type { Answer, Invocation } from '../command.ts';
import { withWorkbench } from '../session.ts';
import { unlock } from '../unlock.ts';
import { withReadableWarehouse } from '../withWarehouse.ts';

type Asked = Pick<Invocation, 'workspace' | 'terminal' | 'within'>;

/** The pipelines of a workspace, held by this command until it ends. Schedules don't run meanwhile. */
export function withPipelines(
  asked: Asked,
  work: (opened: OpenedPipelines, workbench: Workbench) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withWorkbench({}, async (workbench) => {
    const held = await workbench.workspaces.open(asked.workspace);
    if (!held.ok) return held;
    const unlocked = await unlock(workbench.vault, asked);
    if (!unlocked.ok) return unlocked;
    const opened = await (await workbench.pipelines()).opened();
    return opened.ok ? work(opened.value, workbench) : opened;
  });
}

/** What is on record of runs; works while the workspace is open elsewhere. */
export function withRunRecords(
  asked: Asked,
  work: (records: Records) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  return withReadableWarehouse(asked, ({ store }) => work(createRecords(store)));
}

/** A pipeline that can run, or why it can't. */
export async function runnable(opened: OpenedPipelines, word: string): Promise<Result<WrittenPipeline>> {
  const name = PipelineName.safeParse(word);
  const written = name.success ? await opened.definitions.get(name.data) : null;
  if (written === null) {
    const all = await opened.definitions.all();
    const misnamed = name.success ? undefined : all.find((one) => one.name === word);
    if (misnamed !== undefined) return withMistakes(misnamed);
    const names = all.map((one) => one.name).join(', ');
    return fail('PIPELINE_UNKNOWN', {
      message: `There is no pipeline "${word}" in this workspace.`,
      next:
        names === ''
          ? 'Make one as pipelines/<name>.yml, or on the screen Pipelines.'
          : `There are: ${names}.`,
      subject: word,
    });
  }
  if (written.pipeline === null) return withMistakes(written);
  return ok(written);
}

function withMistakes({ file, name, problems }: WrittenPipeline): Result<never> {
  return fail('PIPELINE_INVALID', {
    message: `${file} has mistakes, so ${name} can't run.`,
    next: 'Mend them, then try again.',
    subject: file,
    problems: [...problems],
  });
}
