import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { ok } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import type { OpenedPipelines } from '../../../pipelines/openPipelines.ts';
import type { RunFilter } from '../../../pipelines/records/records.ts';
import { expectedOf, timeLeft } from '../../../pipelines/run/criticalPath.ts';
import { graphOf } from '../../../pipelines/run/graph.ts';
import { ENDED, type Task } from '../../../pipelines/run/states.ts';
import { overOpened, type ScreenParts, unknownRun } from './parts.ts';
import type { PipelineScreens } from './pipelineScreens.ts';
import { countStates, runLine, taskLine, tryLine } from './runLines.ts';
import { stepCards } from './stepCards.ts';

type Reads = Pick<PipelineScreens, 'runs' | 'grid' | 'runDetail' | 'items' | 'tries' | 'log' | 'followLog'>;

/** Runs as they are on record, with what runs now. */
export function runReads(parts: ScreenParts): Reads {
  return {
    runs: ({ pipeline, status, skip, take }) =>
      overOpened(parts, async ({ records }) => {
        const filter: RunFilter = { ...(pipeline && { pipeline }), ...(status && { status }) };
        const [found, total] = await Promise.all([
          records.runs(filter, { skip, take }),
          records.countRuns(filter),
        ]);
        if (!found.ok) return found;
        return total.ok ? ok({ runs: found.value.map(runLine), total: total.value }) : total;
      }),

    grid: ({ pipeline, skip, take }) =>
      overOpened(parts, async (opened) => {
        const { records } = opened;
        const [found, total] = await Promise.all([
          records.runs({ pipeline }, { skip, take }),
          records.countRuns({ pipeline }),
        ]);
        if (!found.ok) return found;
        if (!total.ok) return total;
        const tasks = await records.tasks(found.value.map(({ id }) => id));
        if (!tasks.ok) return tasks;
        const written = await opened.definitions.get(pipeline);
        const steps = rowsOf(written?.pipeline?.steps.map(({ name }) => name) ?? [], tasks.value);
        const runs = found.value.map((run) => {
          const own = new Map((tasks.value.get(run.id) ?? []).map((task) => [task.step, task]));
          const cells = steps.map((step) => {
            const task = own.get(step);
            return task ? taskLine(task, liveOf(opened, run.id, task)) : null;
          });
          return { run: runLine(run), tasks: cells };
        });
        return ok({ steps: [...steps], runs, total: total.value });
      }),

    runDetail: ({ run: id }) =>
      overOpened(parts, async (opened) => {
        const found = await opened.records.run(id);
        if (!found.ok) return found;
        const run = found.value;
        if (run === null) return unknownRun(id);
        const [tasks, durations, written] = await Promise.all([
          opened.records.tasks([id], true),
          opened.records.durations(run.pipeline),
          opened.definitions.get(run.pipeline),
        ]);
        if (!tasks.ok) return tasks;
        if (!durations.ok) return durations;
        const all = tasks.value.get(id) ?? [];
        const whole = all.filter(({ item }) => item === -1);
        const expected = expectedOf(durations.value);
        const graph = graphOf(run.definition);
        const byStep = new Map(whole.map((task) => [task.step, task]));
        const left = timeLeft(graph, byStep, expected, parts.now().getTime());
        const known = expected.size > 0 && !ENDED.includes(run.status);
        return ok({
          title: run.definition.title ?? run.pipeline,
          run: runLine(run),
          params: run.params,
          steps: await stepCards(run.definition, durations.value, opened.runners),
          tasks: whole.map((task) => taskLine(task, liveOf(opened, id, task))),
          items: itemCounts(all),
          secondsLeft: known ? left / 1000 : null,
          changed: JSON.stringify(written?.pipeline ?? null) !== JSON.stringify(run.definition),
        });
      }),

    items: ({ run, step, skip, take }) =>
      overOpened(parts, async (opened) => {
        const tasks = await opened.records.tasks([run], true);
        if (!tasks.ok) return tasks;
        const items = (tasks.value.get(run) ?? []).filter((task) => task.step === step && task.item >= 0);
        const page = items.slice(skip, skip + take).map((task) => taskLine(task, liveOf(opened, run, task)));
        return ok({ items: page, total: items.length });
      }),

    tries: ({ run, step, item }) =>
      overOpened(parts, async ({ records }) => {
        const tries = await records.tries(run, step, item);
        return tries.ok ? ok(tries.value.map(tryLine)) : tries;
      }),

    log: ({ run, step, item, try: number, from, take, text }) =>
      overOpened(parts, async ({ logs }) => {
        const page = await logs.read(
          { run, step, item, try: number },
          { from, take, ...(text !== undefined && text !== '' && { text }) },
        );
        return ok({ ...page, lines: [...page.lines] });
      }),

    async *followLog(place, signal) {
      const opened = await parts.pipelines.opened();
      if (opened.ok) yield* opened.value.logs.watch(place, signal ?? new AbortController().signal);
    },
  };
}

/** The steps as they are written now, then those that only older runs had. */
function rowsOf(
  written: readonly StepName[],
  tasks: ReadonlyMap<RunId, readonly Task[]>,
): readonly StepName[] {
  const rows = new Set(written);
  for (const own of tasks.values()) for (const { step } of own) rows.add(step);
  return [...rows];
}

function liveOf(opened: OpenedPipelines, run: RunId, { step, item }: Task) {
  return opened.live().find((live) => live.run === run && live.step === step && live.item === item);
}

function itemCounts(tasks: readonly Task[]): Record<string, ReturnType<typeof countStates>> {
  const items = tasks.filter(({ item }) => item >= 0);
  const steps = new Set(items.map(({ step }) => step));
  return Object.fromEntries(
    [...steps].map((step) => [step, countStates(items.filter((task) => task.step === step))]),
  );
}
