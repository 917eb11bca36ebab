import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Step, StepName } from '../../../shared/domain/pipeline/step.ts';

/** The steps of a pipeline with what follows what, worked out once. */
export interface StepGraph {
  readonly steps: ReadonlyMap<StepName, Step>;
  readonly followers: ReadonlyMap<StepName, readonly StepName[]>;
  /** Each after all that it is after. Steps of a cycle, or after a step that isn't there, are left out. */
  readonly order: readonly StepName[];
}

export function graphOf(definition: Pipeline): StepGraph {
  const steps = new Map(definition.steps.map((step) => [step.name, step] as const));
  const followers = new Map<StepName, StepName[]>(definition.steps.map((step) => [step.name, []]));
  const open = new Map<StepName, number>();
  for (const { name, after = [] } of definition.steps) {
    const before = new Set(after);
    open.set(name, before.size);
    for (const one of before) followers.get(one)?.push(name);
  }
  const order = definition.steps.map((step) => step.name).filter((name) => open.get(name) === 0);
  // It grows while it is walked: whatever has nothing before it any more comes next.
  for (const done of order) {
    for (const name of followers.get(done) ?? []) {
      const left = (open.get(name) ?? 0) - 1;
      open.set(name, left);
      if (left === 0) order.push(name);
    }
  }
  return { steps, followers, order };
}

/** The named steps and all that follow them, however far. */
export function following(graph: StepGraph, from: Iterable<StepName>): ReadonlySet<StepName> {
  const found = new Set(from);
  for (const name of found) {
    for (const follower of graph.followers.get(name) ?? []) found.add(follower);
  }
  return found;
}
