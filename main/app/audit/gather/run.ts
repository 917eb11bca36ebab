import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Control, Exception, Parameter } from '../../../audit/packages/material/common.ts';
import type { RunMaterial } from '../../../audit/packages/material/run.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import { createRecords } from '../../../pipelines/records/createRecords.ts';
import type { Run } from '../../../pipelines/records/records.ts';
import type { Task, Try } from '../../../pipelines/run/states.ts';
import type { AuditSurroundings } from '../surroundings.ts';
import { gatherAround } from './around/gatherAround.ts';
import type { Gathered } from './gathered.ts';
import { studiesInto } from './relation/studiesInto.ts';
import { runFigures } from './run/runFigures.ts';
import { stepsSet, triesSet, wroteSet } from './run/runTables.ts';

type Subject = Extract<AuditSubject, { kind: 'run' }>;

/** One run: what each step did, in how many tries, and what it wrote. */
export async function gatherRun(
  subject: Subject,
  around: AuditSurroundings,
  signal: AbortSignal,
): Promise<Result<Gathered<RunMaterial>>> {
  const { store } = around.warehouse;
  const records = createRecords(store);
  // An id that was never given is no run.
  const id = subject.run as RunId;
  const found = await records.run(id);
  if (!found.ok) return found;
  const run = found.value;
  if (run === null)
    return fail('RUN_UNKNOWN', {
      message: `There is no run ${subject.run} on record.`,
      next: 'Choose one of the screen Pipelines, or of `runs`. Old runs are forgotten after a while.',
      subject: subject.run,
    });
  const [tasks, tries, project] = [
    await records.tasks([id], true),
    await records.tries(id),
    await around.project(),
  ];
  if (!tasks.ok) return tasks;
  if (!tries.ok) return tries;
  if (!project.ok) return project;
  const steps = tasks.value.get(id) ?? [];
  const wrote = [...new Set(tries.value.flatMap((one) => one.wrote))].sort();
  const others = await studiesInto(around.workspace.path);
  const told = await gatherAround(around, project.value, wrote, others, signal);
  if (!told.ok) return told;
  const sets = {
    steps: stepsSet(steps, tries.value),
    tries: triesSet(tries.value),
    wrote: wroteSet(wrote, told.value.relations, run.endedAt),
  };
  const { controls, sources, refused, relations, checks, exceptions } = told.value;
  const { workspace } = around;
  return ok({
    paged: [],
    pageOf: async () => ok([]),
    material: {
      ...{ kind: 'run', subject, ...sets },
      figures: runFigures(sets, steps, tries.value),
      title: `Run ${run.id} of ${run.definition.title ?? run.pipeline}`,
      conclusion: conclusionOf(run, steps, tries.value),
      status: run.status,
      scope: [
        `All ${steps.length} steps of one run of ${run.pipeline}, with every try.`,
        'Relations are told as they stand now: the sheet Wrote says which were written again since.',
      ],
      ...{ workspace: workspace.name, zone: workspace.zone, currency: workspace.currency },
      asOf: new Date(run.endedAt ?? run.startedAt ?? run.queuedAt).toISOString(),
      ...{ program: around.program, engine: store.engine },
      parameters: parametersOf(run, around),
      queries: [
        {
          name: `The pipeline ${run.pipeline}, as it was when the run was made`,
          sql: JSON.stringify(run.definition, null, 2),
        },
      ],
      controls: [...controls, ...runControls(tries.value, steps)],
      ...{ sources, refused, relations, checks },
      exceptions: [...runExceptions(run, steps, tries.value), ...exceptions],
      notRecomputed: [
        {
          what: 'What the steps did',
          method:
            'Each step is on record as it ended, with what it said. Its statements are on the sheet Sources where it built relations.',
          seed: null,
          version: `Leadline ${around.program}`,
        },
      ],
      names: [],
    },
  });
}

function conclusionOf(run: Run, steps: readonly Task[], tries: readonly Try[]): string {
  const count = (status: string) => steps.filter((one) => one.status === status).length;
  const [done, failed, skipped] = [count('succeeded'), count('failed'), count('skipped')];
  const again = tries.filter(({ number }) => number > 1).length;
  const parts = [
    `The run of ${run.pipeline} ${run.status === 'succeeded' ? 'succeeded' : `is ${run.status}`}: ${done} of ${steps.length} steps succeeded`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} were skipped`] : []),
    ...(again > 0 ? [`${again} tries were repeated ones`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function parametersOf(run: Run, { program }: AuditSurroundings): Parameter[] {
  const line = (group: string, name: string, value: Parameter['value'], told: string): Parameter => ({
    group,
    name,
    value,
    told,
  });
  const instant = (value: string | null) => (value === null ? null : { instant: value });
  return [
    line('run', 'pipeline', run.pipeline, run.definition.description ?? ''),
    line('run', 'kind', run.kind, 'Who or what started it.'),
    line(
      'run',
      'slot',
      run.slot,
      'The moment of the schedule it answers; with pipeline and kind it is unique.',
    ),
    line('run', 'interval from', instant(run.interval.from), 'What it is about begins here.'),
    line('run', 'interval to', instant(run.interval.to), 'And ends here.'),
    line('run', 'queued', instant(run.queuedAt), 'UTC.'),
    line('run', 'started', instant(run.startedAt), 'UTC.'),
    line('run', 'ended', instant(run.endedAt), 'UTC.'),
    line('run', 'interruptions', run.interruptions, 'How often the program ended under it.'),
    line('run', 'round', run.round, 'Rises with every clearing and retry by a person.'),
    line('run', 'note', run.note, ''),
    ...Object.entries(run.params).map(([name, value]) =>
      line(
        'params',
        name,
        Array.isArray(value) ? value.join(', ') : String(value),
        'As it was started with.',
      ),
    ),
    line('environment', 'program', program, 'Version of Leadline that made this package.'),
  ];
}

function runControls(tries: readonly Try[], steps: readonly Task[]): Control[] {
  const stored = (id: string, what: string, value: number): Control => ({
    ...{ id: `record ${id}`, stage: 'source', of: 'record of the run', what, against: null },
    ...{ value: { is: 'stored', value }, told: 'As the scheduler kept it.' },
  });
  const live = (id: string, what: string, table: string): Control => ({
    ...{ id: `sheet ${id}`, stage: 'sheet', of: table, what, against: `record ${id}` },
    value: { is: 'live', table, measure: { is: 'rows' }, format: 'general' },
    told: 'Counted by Excel on its sheet.',
  });
  return [
    stored('steps', 'steps', steps.length),
    live('steps', 'rows', 'Steps'),
    stored('tries', 'tries', tries.length),
    live('tries', 'rows', 'Tries'),
  ];
}

function runExceptions(run: Run, steps: readonly Task[], tries: readonly Try[]): Exception[] {
  const named = (step: string, item: number) => `${step}${item < 0 ? '' : ` item ${item + 1}`}`;
  return [
    ...(run.interruptions > 0
      ? [
          {
            id: 'interrupted',
            severity: 'middle' as const,
            found: 'scheduler',
            told: `The program ended ${run.interruptions} times under the run; it was taken up again.`,
            rows: null,
          },
        ]
      : []),
    ...steps
      .filter(({ status }) => status === 'failed' || status === 'upstream_failed' || status === 'cancelled')
      .map(({ step, item, status, note }) => ({
        ...{ id: `step ${named(step, item)}`, severity: 'high' as const, found: 'step', rows: null },
        told: `${named(step, item)} is ${status.replace('_', ' ')}. ${note ?? ''}`.trim(),
      })),
    ...steps
      .filter(({ stale }) => stale)
      .map(({ step, item }) => ({
        ...{ id: `stale ${named(step, item)}`, severity: 'middle' as const, found: 'step', rows: null },
        told: `${named(step, item)} ran before something above it was done again.`,
      })),
    ...tries
      .filter(({ status }) => status === 'failed' || status === 'interrupted')
      .map(({ step, item, number, failure, status }) => ({
        ...{ id: `try ${named(step, item)} ${number}`, severity: 'low' as const, found: 'try', rows: null },
        told: `Try ${number} of ${named(step, item)} ${status === 'failed' ? `failed: ${failure?.message ?? 'without a reason on record'}` : 'was interrupted'}`,
      })),
  ];
}
