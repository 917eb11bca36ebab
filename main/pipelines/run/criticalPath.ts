import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { StepGraph } from './graph.ts';
import type { Task } from './states.ts';
import { isEnded } from './trigger.ts';

export interface CriticalPath {
  /** The chain of steps that decides how long the whole takes. */
  readonly path: readonly StepName[];
  readonly totalMs: number;
  /** From the beginning of each step to the end of the last that follows it. */
  readonly leftMs: ReadonlyMap<StepName, number>;
}

/** `expected`: how long each step takes; one of which nothing is known takes no time. */
export function criticalPath(graph: StepGraph, expected: ReadonlyMap<StepName, number>): CriticalPath {
  const leftMs = new Map<StepName, number>();
  const next = new Map<StepName, StepName>();
  for (const name of graph.order.toReversed()) {
    let longest = 0;
    for (const follower of graph.followers.get(name) ?? []) {
      const left = leftMs.get(follower) ?? 0;
      if (left < longest || (left === longest && next.has(name))) continue;
      longest = left;
      next.set(name, follower);
    }
    leftMs.set(name, (expected.get(name) ?? 0) + longest);
  }
  const roots = graph.order.filter((name) => (graph.steps.get(name)?.after ?? []).length === 0);
  let at = roots.reduce<StepName | undefined>(
    (best, name) => (best === undefined || (leftMs.get(name) ?? 0) > (leftMs.get(best) ?? 0) ? name : best),
    undefined,
  );
  const totalMs = at === undefined ? 0 : (leftMs.get(at) ?? 0);
  const path: StepName[] = [];
  for (; at !== undefined; at = next.get(at)) path.push(at);
  return { path, totalMs, leftMs };
}

/** The middle of how long each step took the last times. */
export function expectedOf(
  durations: ReadonlyMap<StepName, readonly number[]>,
): ReadonlyMap<StepName, number> {
  const middles = [...durations].flatMap(([name, all]): [StepName, number][] => {
    const middle = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
    return middle === undefined ? [] : [[name, middle]];
  });
  return new Map(middles);
}

/** How much longer a run takes from now, where each step takes as long as usual and none waits for a slot. */
export function timeLeft(
  graph: StepGraph,
  tasks: ReadonlyMap<StepName, Task>,
  expected: ReadonlyMap<StepName, number>,
  now: number,
): number {
  const rest = new Map(
    graph.order.map((name): [StepName, number] => {
      const task = tasks.get(name);
      if (task !== undefined && isEnded(task.status)) return [name, 0];
      const began = task?.status === 'running' && task.startedAt !== null ? Date.parse(task.startedAt) : now;
      return [name, Math.max(0, (expected.get(name) ?? 0) - (now - began))];
    }),
  );
  return criticalPath(graph, rest).totalMs;
}
