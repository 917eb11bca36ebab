import type * as z from 'zod';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { label } from './label.ts';
import { locate } from './locate.ts';
import { type ParsedYaml, parseYaml } from './parseYaml.ts';
import { schemaWords } from './schemaWords.ts';
import { unknownKeys } from './unknownKeys.ts';

export interface ValidatedYaml<T> {
  /** Null when any problem is an error. */
  readonly value: T | null;
  readonly problems: FileProblem[];
}

/** A check beyond the schema, on the parsed file. */
export type ExtraCheck = (parsed: ParsedYaml, file: string) => FileProblem[];

/** Reads a YAML file a person edits: its value, and every fault with its line, its column and plain words. */
export function validateYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  file: string,
  extra?: ExtraCheck,
): ValidatedYaml<T> {
  const { parsed, problems } = parseYaml(text, file);
  if (parsed === null) return { value: null, problems };
  const checked = schema.safeParse(parsed.data);
  const found = [
    ...problems,
    ...(checked.success ? [] : checked.error.issues.flatMap((issue) => schemaProblems(issue, parsed, file))),
    ...unknownKeyProblems(schema, parsed, file),
    ...(extra?.(parsed, file) ?? []),
  ].sort((a, b) => a.line - b.line || a.column - b.column);
  const broken = found.some((problem) => problem.severity === 'error');
  return { value: checked.success && !broken ? checked.data : null, problems: found };
}

function schemaProblems(issue: z.core.$ZodIssue, parsed: ParsedYaml, file: string): FileProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      file,
      ...locate(parsed, [...issue.path, key], 'key'),
      severity: 'error',
      message: `${label([...issue.path, key])} is not a key Leadline knows`,
    }));
  const message = schemaWords(issue, parsed.data);
  return [{ file, ...locate(parsed, issue.path, 'value'), severity: 'error', message }];
}

function unknownKeyProblems(schema: z.core.$ZodType, parsed: ParsedYaml, file: string): FileProblem[] {
  return unknownKeys(schema, parsed.data).map(({ path, key, meant }) => ({
    file,
    ...locate(parsed, [...path, key], 'key'),
    severity: 'warning',
    message: `${label([...path, key])} is not a key Leadline knows${meant === undefined ? '' : `: did you mean ${meant}?`}`,
  }));
}
