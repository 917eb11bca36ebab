import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { RunStatus } from '../../../pipelines/run/states.ts';
import type { WorkspacePipelines } from '../../pipelines/workspacePipelines.ts';
import type { Terminal } from '../terminal.ts';
import { keepAwake } from './keepAwake.ts';
import { stateWords, tookText } from './runTable.ts';

const NEWEST = 50;

/** A line for every change of a run and of the scheduler, until the signal fires. */
export async function tellRuns(
  { records }: OpenedPipelines,
  pipelines: Pick<WorkspacePipelines, 'watch'>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, RunStatus>();
  let pulse = '';
  let first = true;
  const awake = keepAwake();
  for await (const { scheduler } of pipelines.watch(signal)) {
    const told = scheduler.told;
    if (told !== pulse) terminal.progress(told);
    pulse = told;
    const newest = await records.runs({}, { skip: 0, take: NEWEST });
    if (!newest.ok) {
      terminal.progress(`${newest.failure.message} ${newest.failure.next}`);
      continue;
    }
    for (const run of [...newest.value].reverse()) {
      const before = known.get(run.id);
      known.set(run.id, run.status);
      if (before === run.status || (first && run.endedAt !== null)) continue;
      const took = run.endedAt === null ? '' : ` after ${tookText(run.startedAt, run.endedAt)}`;
      const note = run.note === null ? '' : `: ${run.note}`;
      terminal.progress(`${run.pipeline} ${run.id} ${stateWords(run.status)}${took}${note}`);
    }
    first = false;
  }
  awake.end();
}
