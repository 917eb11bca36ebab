import type { Step, StepName } from '../../../../shared/domain/pipeline/step.ts';
import { cycles } from '../graph.ts';
import { meant } from '../params.ts';
import { doubt, fault, type PipelineProblem } from '../problem.ts';

const MOST = 200;

/** Names and what is after what. */
export function checkGraph(steps: readonly Step[]): PipelineProblem[] {
  const first = new Map<StepName, number>();
  const problems: PipelineProblem[] = [];
  for (const [index, { name }] of steps.entries()) {
    const other = first.get(name);
    if (other === undefined) first.set(name, index);
    else
      problems.push(
        fault(
          ['steps', index, 'name'],
          `step ${name}: step ${other + 1} has that name already: give each its own`,
        ),
      );
  }
  problems.push(...afterProblems(steps, new Set(first.keys())));
  for (const cycle of cycles(steps)) {
    const [begin, ...rest] = cycle;
    const index = begin === undefined ? undefined : first.get(begin);
    if (index !== undefined)
      problems.push(
        fault(
          ['steps', index, 'after'],
          `these steps wait for each other in a circle: ${[begin, ...shortened(rest)].join(' → ')}`,
        ),
      );
  }
  return problems;
}

function afterProblems(steps: readonly Step[], known: ReadonlySet<StepName>): PipelineProblem[] {
  const cleanups = new Set(steps.filter(({ trigger }) => trigger === 'cleanup').map(({ name }) => name));
  const names = [...known];
  const faults: PipelineProblem[] = [];
  const doubts: PipelineProblem[] = [];
  for (const [index, { name, after }] of steps.entries()) {
    const named = new Set<StepName>();
    for (const [at, before] of (after ?? []).entries()) {
      const path = ['steps', index, 'after', at];
      if (faults.length > MOST) return [...faults, ...doubts];
      if (before === name) faults.push(fault(path, `step ${name} can't be after itself`));
      else if (!known.has(before))
        faults.push(
          fault(path, `step ${name} is after ${before}, and no step has that name${meant(before, names)}`),
        );
      else if (cleanups.has(before))
        faults.push(
          fault(
            path,
            `step ${name} is after ${before}, whose trigger is cleanup: nothing comes after tidying up`,
          ),
        );
      else if (named.has(before)) doubts.push(doubt(path, `step ${name} names ${before} twice in its after`));
      named.add(before);
    }
  }
  return [...faults, ...doubts];
}

function shortened(names: readonly StepName[]): readonly string[] {
  return names.length <= 12
    ? names
    : [...names.slice(0, 6), `… ${names.length - 9} more …`, ...names.slice(-3)];
}
