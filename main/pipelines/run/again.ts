import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import { following, type StepGraph } from './graph.ts';
import type { Task } from './states.ts';

/**
 * From the failed steps on: what failed, what did not run because of it, and what followed it all the same (an all_done or a
 * cleanup looked at what is now made anew). Items that succeeded stay. What failed keeps the name its data lands under, what
 * had ended well gets a new one.
 */
export function retryTasks(graph: StepGraph, tasks: readonly Task[]): readonly Task[] {
  const broken = tasks
    .filter(({ item, status }) => item === -1 && didNotSucceed(status))
    .map(({ step }) => step);
  const again = following(graph, broken);
  const straight = new Set(broken);
  return tasks.flatMap((task) => {
    if (!again.has(task.step)) return [];
    const kept = straight.has(task.step);
    if (kept && task.item !== -1 && !didNotSucceed(task.status)) return [];
    return [waitingAgain(task, !kept && !didNotSucceed(task.status), false)];
  });
}

/** The named steps and all that follow them run anew; what follows is marked, for it shows what came of the old. */
export function clearTasks(
  graph: StepGraph,
  tasks: readonly Task[],
  steps: readonly StepName[],
): readonly Task[] {
  const named = new Set(steps);
  const again = following(graph, steps);
  return tasks
    .filter((task) => again.has(task.step))
    .map((task) => waitingAgain(task, true, !named.has(task.step)));
}

/** Ended tasks that stay as they are, but rest on what is made anew: those of later runs that depend on the past. */
export function markStale(
  graph: StepGraph,
  tasks: readonly Task[],
  cleared: ReadonlySet<StepName>,
): readonly Task[] {
  const dependent = [...cleared].filter((name) => graph.steps.get(name)?.depends_on_past === true);
  const marked = following(graph, dependent);
  return tasks
    .filter((task) => marked.has(task.step) && task.status === 'succeeded' && !task.stale)
    .map((task) => ({ ...task, stale: true }));
}

function didNotSucceed(status: Task['status']): boolean {
  return status === 'failed' || status === 'upstream_failed' || status === 'cancelled';
}

function waitingAgain(task: Task, anew: boolean, stale: boolean): Task {
  return {
    ...task,
    status: 'waiting',
    tries: 0,
    cleared: task.cleared + (anew ? 1 : 0),
    notBefore: null,
    cursor: anew ? null : task.cursor,
    startedAt: null,
    endedAt: null,
    note: null,
    stale,
  };
}
