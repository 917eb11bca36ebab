import type * as z from 'zod';
import { meant } from '../params.ts';
import { type Path, type PipelineProblem, quoted } from '../problem.ts';

const MOST = 20;

/** Keys that a mapping doesn't have, each with the one that was probably meant. */
export function keyProblems(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: Path,
  subject: string,
  known: readonly string[],
): PipelineProblem[] {
  return issue.keys.slice(0, MOST).map((key) => ({
    path: [...path, key],
    point: 'key' as const,
    message: `${subject}${quoted(key)} is not a key Leadline knows${meant(key, known)}`,
    severity: 'error' as const,
  }));
}
