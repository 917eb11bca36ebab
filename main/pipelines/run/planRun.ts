import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { StepGraph } from './graph.ts';
import type { Task } from './states.ts';
import { decide, isEnded } from './trigger.ts';

/** What the same step of the run before allows. */
export type Past = { readonly fine: true } | { readonly fine: false; readonly why: string };

export interface PlanContext {
  /** cancelled: by a person. timed_out: the run took longer than it may. What isn't cleanup begins no more. */
  readonly stopped: 'cancelled' | 'timed_out' | null;
  /** As far as it was asked. */
  readonly past: ReadonlyMap<StepName, Past>;
}

export type RunEnd = 'succeeded' | 'failed' | 'cancelled';

export interface Plan {
  /** Steps' tasks that are to become this. A mapped step that is ready has its items still to be made. */
  readonly changed: readonly Task[];
  /** Steps of which must be asked what the run before made of them. */
  readonly asks: readonly StepName[];
  readonly end: RunEnd | null;
}

/**
 * What becomes of the steps of a run, given how they stand. `touched` says which have changed since the last time, and only
 * what follows them is looked at; left out, everything is.
 */
export function planRun(
  graph: StepGraph,
  tasks: ReadonlyMap<StepName, Task>,
  context: PlanContext,
  now: string,
  touched?: Iterable<StepName>,
): Plan {
  const changed = new Map<StepName, Task>();
  const asks: StepName[] = [];
  const at = (name: StepName) => changed.get(name) ?? tasks.get(name);
  const statusOf = (name: string) => at(name as StepName)?.status ?? 'waiting';
  const look: StepName[] =
    touched === undefined
      ? [...graph.order]
      : [...touched].flatMap((name) => [name, ...(graph.followers.get(name) ?? [])]);
  for (const name of look) {
    const task = at(name);
    const step = graph.steps.get(name);
    if (task === undefined || step === undefined) continue;
    if (task.status !== 'waiting' && task.status !== 'blocked') continue;
    const to = (status: Task['status'], note: string | null) => {
      const ended = isEnded(status);
      changed.set(name, { ...task, status, note, notBefore: null, endedAt: ended ? now : null });
      if (ended) look.push(...(graph.followers.get(name) ?? []));
    };
    if (context.stopped !== null && step.trigger !== 'cleanup') {
      if (context.stopped === 'cancelled') to('cancelled', 'The run was cancelled.');
      else to('upstream_failed', 'The run took longer than it may.');
      continue;
    }
    const decision = decide(step, statusOf);
    if (decision.is === 'wait') continue;
    if (decision.is !== 'go') to(decision.is, decision.note);
    else if (step.depends_on_past !== true) to('ready', null);
    else {
      const past = context.past.get(name);
      if (past === undefined) asks.push(name);
      else if (past.fine) to('ready', null);
      else if (task.status !== 'blocked' || task.note !== past.why) to('blocked', past.why);
    }
  }
  return { changed: [...changed.values()], asks, end: runEnd(graph, at, context) };
}

/**
 * Null while a step hasn't ended. A required step that failed makes the run fail, whatever ran after it; cleanup decides
 * nothing. A step that did not run because of another is no failure of its own: the other one is, if it is required.
 */
function runEnd(
  graph: StepGraph,
  at: (name: StepName) => Task | undefined,
  { stopped }: PlanContext,
): RunEnd | null {
  let failed = false;
  for (const [name, step] of graph.steps) {
    const status = at(name)?.status ?? 'waiting';
    if (!isEnded(status)) return null;
    if (status === 'failed' && step.required !== false && step.trigger !== 'cleanup') failed = true;
  }
  if (stopped === 'cancelled') return 'cancelled';
  return failed || stopped === 'timed_out' ? 'failed' : 'succeeded';
}
