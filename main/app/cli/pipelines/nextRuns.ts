import type { OpenWorkspace } from '../../../../shared/contract/workspace.ts';
import { scheduleWords } from '../../../../shared/domain/pipeline/scheduleWords.ts';
import { machineZone } from '../../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { anchorOf } from '../../../pipelines/schedule/anchor.ts';
import { createSlots } from '../../../pipelines/schedule/createSlots.ts';
import { inspectWorkspace } from '../../../workspace/inspect.ts';
import { createPipelineFiles } from '../../pipelines/pipelineFiles.ts';
import { zoneOfSchedule } from '../../pipelines/zoneOfSchedule.ts';
import type { Invocation } from '../command.ts';
import { withRunRecords } from './withPipelines.ts';

export interface NextRuns {
  readonly pipeline: string;
  readonly words: string;
  readonly on: 'on' | 'off' | 'unknown';
  readonly next: readonly { readonly at: string; readonly local: string }[];
  /** Why there are none. */
  readonly why: string;
}

export async function nextRuns(
  call: Invocation,
  word: string | undefined,
  count: number,
): Promise<Result<readonly NextRuns[]>> {
  const workspace = await inspectWorkspace(call.workspace);
  if (!workspace.ok) return workspace;
  const files = createPipelineFiles({ current: () => workspace.value });
  const all = await files.all();
  const chosen = all.filter(({ name }) => word === undefined || name === word);
  if (word !== undefined && chosen.length === 0)
    return fail('PIPELINE_UNKNOWN', {
      message: `There is no pipeline "${word}" in this workspace.`,
      next:
        all.length === 0
          ? 'Make one as pipelines/<name>.yml.'
          : `There are: ${all.map(({ name }) => name).join(', ')}.`,
      subject: word,
    });
  const switched = await switchedOn(call);
  return ok(chosen.map((one) => told(one, workspace.value, switched, count)));
}

function told(
  { name, pipeline, file }: Awaited<ReturnType<ReturnType<typeof createPipelineFiles>['all']>>[number],
  workspace: OpenWorkspace,
  switched: ReadonlyMap<string, boolean> | null,
  count: number,
): NextRuns {
  const on = switched === null ? 'unknown' : switched.get(name) === true ? 'on' : 'off';
  if (pipeline === null)
    return { pipeline: name, words: '', on, next: [], why: `${file} has mistakes; nothing of it runs.` };
  const zone = workspace.config?.zone ?? machineZone();
  const { schedule } = pipeline;
  if (schedule === undefined)
    return { pipeline: name, words: 'by hand', on, next: [], why: 'It is started by hand.' };
  const own = zoneOfSchedule(schedule, zone);
  const context = { zone, deviceZone: machineZone(), anchor: anchorOf(zone) };
  const slots = createSlots().next(schedule, context, Date.now(), count);
  const there = new Intl.DateTimeFormat('en-GB', { timeZone: own, dateStyle: 'medium', timeStyle: 'short' });
  return {
    pipeline: name,
    words: scheduleWords(schedule, zone),
    on,
    next: slots.map(({ due }) => ({ at: new Date(due).toISOString(), local: `${there.format(due)} ${own}` })),
    why: slots.length === 0 ? 'It waits for relations to be written.' : '',
  };
}

/** Null where the warehouse can't be asked: the files alone say when, not whether. */
async function switchedOn(call: Invocation): Promise<ReadonlyMap<string, boolean> | null> {
  let found: ReadonlyMap<string, boolean> | null = null;
  await withRunRecords(call, async (records) => {
    const states = await records.schedules();
    if (states.ok) found = new Map(states.value.map(({ pipeline, on }) => [pipeline, on]));
    return ok({ text: '' });
  });
  return found;
}
