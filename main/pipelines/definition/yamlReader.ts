import type * as z from 'zod';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import type { Path } from './problem.ts';

/** A YAML text as a value, and where things of it stand. */
export interface ReadYaml {
  readonly data: unknown;
  at(path: Path, point: 'key' | 'value'): { readonly line: number; readonly column: number };
}

/** How the workspace reads its files. Handed in: pipelines know no other domain. */
export interface YamlReader {
  /** Bounded, never throws. Problems of the syntax, and secrets that were pasted in. */
  parse(
    text: string,
    file: string,
  ): { readonly read: ReadYaml | null; readonly problems: readonly FileProblem[] };
  /** An issue of a schema in a person's words, for a value whose root is `data`. */
  words(issue: z.core.$ZodIssue, data: unknown): string;
}
