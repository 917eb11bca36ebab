import type * as z from 'zod';
import { nearestWord } from '../../../../shared/domain/nearestWord.ts';
import { STEP_KINDS, StepWork } from '../../../../shared/domain/pipeline/step.ts';
import { type Path, quoted } from '../problem.ts';

type Chosen =
  | { readonly schema: z.ZodObject; readonly called: string }
  | { readonly why: string; readonly at: Path };

/** What a step must say, by the key that names what it does. */
export function chooseStep(data: unknown, index: number): Chosen {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { why: `step ${index + 1} must be a mapping: its name, and what it does`, at: [] };
  const called = nameOf(data, index);
  const kinds = STEP_KINDS.filter((kind) => Object.hasOwn(data, kind));
  const [kind, second] = kinds;
  if (kind === undefined) return noKind(data, called);
  if (second !== undefined)
    return {
      why: `${called} does ${kinds.length === 2 ? 'two things' : `${kinds.length} things`}, ${kinds.join(' and ')}: make a step of each`,
      at: [second],
    };
  return { schema: StepWork[kind], called };
}

function noKind(data: object, called: string): Chosen {
  const all = STEP_KINDS.join(', ');
  for (const key of Object.keys(data).slice(0, 50)) {
    const near = isField(key) ? undefined : nearestWord(key, STEP_KINDS);
    if (near !== undefined)
      return { why: `${called}: ${quoted(key)} is not what a step can do: did you mean ${near}?`, at: [key] };
  }
  return { why: `${called} doesn't say what it does: give it one of ${all}`, at: [] };
}

function isField(key: string): boolean {
  return Object.values(StepWork).some(({ shape }) => Object.hasOwn(shape, key));
}

function nameOf(data: object, index: number): string {
  const name = 'name' in data ? data.name : undefined;
  return typeof name === 'string' && /^[\w-]{1,50}$/.test(name) ? `step ${name}` : `step ${index + 1}`;
}
