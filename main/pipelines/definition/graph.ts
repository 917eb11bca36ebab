import type { StepName } from '../../../shared/domain/pipeline/step.ts';

/** As much of a step as its place in the graph takes. */
export interface Node {
  readonly name: StepName;
  readonly after?: readonly StepName[] | undefined;
}

/** The steps that name this one in their `after`, by name; names that are no step's are passed over. */
export function followers(steps: readonly Node[]): ReadonlyMap<StepName, readonly StepName[]> {
  const found = new Map<StepName, StepName[]>(steps.map(({ name }) => [name, []]));
  for (const step of steps) for (const before of new Set(step.after)) found.get(before)?.push(step.name);
  return found;
}

/** All that comes after any of these, directly or by others, in the order of the file; never one of these unless it follows another. */
export function following(steps: readonly Node[], of: readonly StepName[]): readonly StepName[] {
  const next = followers(steps);
  const reached = new Set<StepName>();
  const open = [...of];
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const one of next.get(name) ?? [])
      if (!reached.has(one)) {
        reached.add(one);
        open.push(one);
      }
  return steps.filter(({ name }) => reached.has(name)).map(({ name }) => name);
}

/** Each step after all it is after, otherwise in the order of the file. Steps on or behind a cycle are left out. */
export function topologicalOrder(steps: readonly Node[]): readonly StepName[] {
  const next = followers(steps);
  const waitsFor = new Map(
    steps.map(({ name, after }) => [name, new Set(after?.filter((one) => next.has(one))).size]),
  );
  const order = steps.filter(({ name }) => waitsFor.get(name) === 0).map(({ name }) => name);
  for (let at = 0; at < order.length; at++)
    for (const one of next.get(order[at] as StepName) ?? []) {
      const left = (waitsFor.get(one) ?? 0) - 1;
      waitsFor.set(one, left);
      if (left === 0) order.push(one);
    }
  return order;
}

/**
 * Cycles as the names on them, the first repeated at the end, at most `most` and no step on two of them: enough to say
 * what to mend. A step after itself is none.
 */
export function cycles(steps: readonly Node[], most = 10): readonly (readonly StepName[])[] {
  const known = new Set(steps.map(({ name }) => name));
  const settled = new Set(topologicalOrder(steps));
  const after = new Map(
    steps.map(({ name, after: before }) => [
      name,
      (before ?? []).filter((one) => one !== name && known.has(one) && !settled.has(one)),
    ]),
  );
  const found: StepName[][] = [];
  const done = new Set<StepName>(settled);
  const place = new Map(steps.map(({ name }, index) => [name, index]));
  for (const { name } of steps) {
    if (found.length === most) break;
    const cycle = done.has(name) ? null : walkBack(name, after, done);
    if (cycle !== null) found.push(fromFirst(cycle, (one) => place.get(one) ?? 0));
  }
  return found;
}

/** A circle told from the step that comes first in the file, back to it. */
function fromFirst(circle: readonly StepName[], place: (name: StepName) => number): StepName[] {
  const first = circle.reduce((best, name, at) => (place(name) < place(circle[best] ?? name) ? at : best), 0);
  return [...circle.slice(first), ...circle.slice(0, first + 1)];
}

/** Depth first without recursion: a thousand steps may stand in one line. */
function walkBack(
  start: StepName,
  after: ReadonlyMap<StepName, readonly StepName[]>,
  done: Set<StepName>,
): StepName[] | null {
  const trail: { name: StepName; at: number }[] = [{ name: start, at: 0 }];
  const on = new Map<StepName, number>([[start, 0]]);
  for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
    const before = after.get(top.name)?.[top.at++];
    if (before === undefined) {
      done.add(top.name);
      on.delete(top.name);
      trail.pop();
      continue;
    }
    const since = on.get(before);
    if (since !== undefined) {
      for (const { name } of trail) done.add(name);
      // Walked against the arrows: turned round, it reads in the order in which the steps would run.
      return trail
        .slice(since)
        .map(({ name }) => name)
        .reverse();
    }
    if (done.has(before)) continue;
    on.set(before, trail.length);
    trail.push({ name: before, at: 0 });
  }
  return null;
}
