import type * as z from 'zod';
import { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { StepWork } from '../../../../shared/domain/pipeline/step.ts';
import type { FileProblem } from '../../../../shared/errors/failure.ts';
import type { Loose } from './loose.ts';
import { pathAt } from './pathAt.ts';
import { kindOfStep, stepsOf } from './steps/stepList.ts';

/** What is wrong, by the path of its field: `steps.2.after`. */
export type Faults = Readonly<Record<string, string>>;

const NEEDED = 'This is needed.';
const Rest = Pipeline.omit({ steps: true });
/** An empty field and a wrongly filled one fail alike; only the input tells them apart. */
const WITH_INPUT = { reportInput: true };

/** What keeps a draft from being a pipeline at all; what a whole one says wrongly, the check of its text tells. */
export function faultsOf(value: Loose): Faults {
  const faults: Record<string, string> = {};
  const { steps: _, ...rest } = value;
  note(faults, [], Rest.safeParse(rest, WITH_INPUT).error);
  const steps = stepsOf(value);
  if (steps.length === 0) faults['steps'] = 'A pipeline has at least one step.';
  for (const [at, step] of steps.entries())
    note(faults, ['steps', at], StepWork[kindOfStep(step)].safeParse(step, WITH_INPUT).error);
  return faults;
}

/** Whether somebody only has to go on writing. */
export function isUnfinished(fault: string): boolean {
  return fault === NEEDED;
}

/** What a problem says of its place; beside its field nobody needs to be told. */
const WHERE = /^(?:step [\w-]+: |(?:[\w-]+\.)+[\w-]+:? )/;

/** Problems of the text, each beside the field its line tells of. The first of a field is told there. */
export function faultsAt(text: string, problems: readonly FileProblem[]): Faults {
  const faults: Record<string, string> = {};
  for (const { line, message, severity } of problems) {
    const path = pathAt(text, line);
    if (path !== '' && severity === 'error') faults[path] ??= sentence(message.replace(WHERE, ''));
  }
  return faults;
}

/** The fault of a field or of what is within it. */
export function faultOf(faults: Faults, path: string): string | undefined {
  return faults[path] ?? Object.entries(faults).find(([at]) => at.startsWith(`${path}.`))?.[1];
}

type Issue = z.core.$ZodIssue;

function note(faults: Record<string, string>, under: (string | number)[], error: z.ZodError | undefined) {
  for (const issue of (error?.issues ?? []).flatMap(plain)) {
    const path = [...under, ...issue.path.map(String)].join('.');
    faults[path] ??= wordsOf(issue);
  }
}

/** Of something that may be said in several ways, the way that was most nearly meant: its faults lie deepest. */
function plain(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const ways = issue.errors.map((issues) => issues.flatMap(plain));
  const [nearest] = ways.sort((a, b) => distance(a) - distance(b) || a.length - b.length);
  return nearest === undefined || nearest.length === 0
    ? [issue]
    : nearest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

function distance(issues: readonly Issue[]): number {
  return issues.filter(
    ({ code, path }) => code === 'unrecognized_keys' || (code === 'invalid_type' && path.length === 0),
  ).length;
}

function wordsOf(issue: Issue): string {
  if (issue.code === 'too_small' && (issue.origin === 'string' || issue.origin === 'array')) return NEEDED;
  if (issue.code === 'invalid_type' && issue.input === undefined) return NEEDED;
  if (issue.code === 'invalid_format' && issue.input === '') return NEEDED;
  if (issue.code === 'too_small') return `At least ${issue.minimum}.`;
  if (issue.code === 'too_big') return `At most ${issue.maximum}.`;
  return sentence(issue.message);
}

/** A problem as it is told on its own: with a capital and a full stop. */
export function sentence(message: string): string {
  const whole = message.startsWith('is ') || message.startsWith('must ') ? `This ${message}` : message;
  // A key of the file is written as it is there.
  const isKey = /^[\w-]+[.:]\S/.test(whole);
  const first = isKey ? whole : `${whole.charAt(0).toUpperCase()}${whole.slice(1)}`;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
