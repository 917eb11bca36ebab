import { kindOf, type Step, type StepKind } from '../../../shared/domain/pipeline/step.ts';
import type { Path } from './problem.ts';

/** The fields whose texts are filled in. `sql` is none of them: values are bound, never put into a statement. */
const FILLED: Readonly<Record<StepKind, readonly string[]>> = {
  extract: ['extract', 'streams', 'from', 'to'],
  load: ['load'],
  build: ['build', 'exclude', 'vars'],
  study: [],
  brief: [],
  sort: [],
  sql: ['values'],
  command: ['command'],
  wait: ['wait'],
  audit: ['audit', 'out'],
  publish: ['publish'],
};

/** The step with each text that may hold names replaced by what `fill` makes of it. */
export function fillStep(step: Step, fill: (text: string, path: Path) => unknown): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...step };
  for (const field of FILLED[kindOf(step)])
    if (filled[field] !== undefined) filled[field] = deep(filled[field], [field], fill);
  return filled;
}

function deep(value: unknown, path: Path, fill: (text: string, path: Path) => unknown): unknown {
  if (typeof value === 'string') return fill(value, path);
  if (Array.isArray(value)) return value.map((one, index) => deep(one, [...path, index], fill));
  if (typeof value !== 'object' || value === null) return value;
  // Not assigned key by key: a key named __proto__ would be lost.
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, deep(one, [...path, key], fill)]),
  );
}
