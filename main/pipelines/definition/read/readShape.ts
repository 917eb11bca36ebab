import * as z from 'zod';
import { AlertWish, Param, Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { Deadline, type Schedule } from '../../../../shared/domain/pipeline/schedule.ts';
import { Retries, type Step } from '../../../../shared/domain/pipeline/step.ts';
import { fault, type Path, type PipelineProblem } from '../problem.ts';
import type { YamlReader } from '../yamlReader.ts';
import { keyProblems } from './keyProblems.ts';
import { plainIssues } from './plainIssues.ts';
import { chooseSchedule } from './scheduleKind.ts';
import { chooseStep } from './stepKind.ts';

export type Words = YamlReader['words'];

export interface Shape {
  /** Null when anything is wrong. */
  readonly pipeline: Pipeline | null;
  readonly problems: readonly PipelineProblem[];
}

/** All but the steps and the schedule, whose kinds are chosen by hand: of a union nobody can say what is wrong. */
const Head = z.strictObject({
  ...Pipeline.shape,
  schedule: z.unknown().optional(),
  steps: z.array(z.unknown()).min(1).max(1_000),
});

const NESTED: Readonly<Record<string, readonly string[]>> = {
  deadline: Object.keys(Deadline.shape),
  alerts: Object.keys(AlertWish.shape),
  params: Object.keys(Param.shape),
  retries: Object.keys(Retries.shape),
  map: ['query'],
};

/** What was parsed as a pipeline, or all that keeps it from being one. */
export function readShape(data: unknown, words: Words): Shape {
  if (data === null || data === undefined)
    return { pipeline: null, problems: [fault([], 'the file is empty: a pipeline has steps')] };
  const head = Head.safeParse(data);
  const problems = head.success
    ? []
    : describe(head.error.issues, data, [], '', Object.keys(Head.shape), words);
  const written = typeof data === 'object' && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
  let schedule: Schedule | undefined;
  if (written['schedule'] !== undefined) {
    const chosen = chooseSchedule(written['schedule']);
    if ('why' in chosen) problems.push(fault(['schedule'], chosen.why));
    else
      schedule = keep(chosen.schema, written['schedule'], ['schedule'], 'schedule: ') as Schedule | undefined;
  }
  const steps: Step[] = [];
  const listed = Array.isArray(written['steps']) ? written['steps'].slice(0, 1_000) : [];
  for (const [index, step] of listed.entries()) {
    const chosen = chooseStep(step, index);
    if ('why' in chosen)
      problems.push({
        ...fault(['steps', index, ...chosen.at], chosen.why),
        point: chosen.at.length > 0 ? 'key' : 'value',
      });
    else {
      const read = keep(chosen.schema, step, ['steps', index], `${chosen.called}: `);
      if (read !== undefined) steps.push(read as Step);
    }
  }

  function keep(schema: z.ZodObject, value: unknown, path: Path, subject: string): unknown {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    problems.push(...describe(read.error.issues, value, path, subject, Object.keys(schema.shape), words));
    return undefined;
  }

  if (!head.success || problems.length > 0) return { pipeline: null, problems };
  const { schedule: _, ...rest } = head.data;
  return { pipeline: { ...rest, ...(schedule !== undefined && { schedule }), steps }, problems };
}

function describe(
  issues: readonly z.core.$ZodIssue[],
  data: unknown,
  path: Path,
  subject: string,
  keys: readonly string[],
  words: Words,
): PipelineProblem[] {
  const present = new Set(typeof data === 'object' && data !== null ? Object.keys(data) : []);
  const said = new Set<string>();
  return plainIssues(issues).flatMap((issue) => {
    const place = issue.path.join('\0');
    // What fails one test of a value fails others for the same reason.
    if (said.has(place) && issue.code !== 'unrecognized_keys') return [];
    said.add(place);
    const at = [...path, ...(issue.path as Path)];
    if (issue.code !== 'unrecognized_keys') return [fault(at, subject + words(issue, data))];
    const [field] = issue.path;
    const known =
      field === undefined ? keys.filter((key) => !present.has(key)) : (NESTED[String(field)] ?? []);
    return keyProblems(issue, at, subject, known);
  });
}
