import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { KnownCommand } from '../../../../pipelines/definition/known.ts';

/** Commands that come to an end, ask for nothing, and can run beside a window: what a step may be. */
export const COMMANDS_IN_STEPS: readonly string[] = [
  'backup',
  'build',
  'doctor',
  'events',
  'extract',
  'lag',
  'load',
  'models',
  'screen',
  'source',
  'sql',
  'tables',
  'verify',
];

const WHY: Readonly<Record<string, string>> = {
  serve: 'it never ends by itself',
  scheduler: 'it never ends by itself',
  init: 'a pipeline works in its own workspace',
  demo: 'it is made for trying Leadline out',
  vault: 'secrets are asked for, and nobody is there to answer',
  restore: 'it puts another warehouse in place of the one the run is on record in',
  run: 'a pipeline that starts pipelines can start itself; use a schedule with after instead',
  backfill: 'a pipeline that starts pipelines can start itself; use a schedule with after instead',
  logs: 'a run reads no logs of runs',
  runs: 'a run reads no records of runs',
  next: 'a run looks at no schedules',
};

/** Every command of ours, with why it can't be a step where it can't. */
export function knownCommands(names: readonly string[]): KnownCommand[] {
  return names.map((name) => ({
    name,
    refused: COMMANDS_IN_STEPS.includes(name) ? null : (WHY[name] ?? 'it is made for a person at a terminal'),
  }));
}

const SOURCE_ACTIONS: ReadonlySet<string> = new Set(['list', 'check', 'discover', 'read', 'trace']);

/** Whether a step may be this command; if not, why. */
export function allowedInStep(words: readonly string[]): Result<void> {
  const [name = '', action] = words;
  if (!COMMANDS_IN_STEPS.includes(name)) {
    const why = WHY[name];
    return refused(
      why === undefined
        ? `There is no command "${name.slice(0, 80)}" that a step could be.`
        : `A step can't be the command "${name}": ${why}.`,
      `Use one of ${COMMANDS_IN_STEPS.join(', ')}.`,
    );
  }
  if (name === 'source' && action !== undefined && !action.startsWith('-') && !SOURCE_ACTIONS.has(action))
    return refused(
      `A step can't be "source ${action.slice(0, 80)}": what changes the sources is a person's to do.`,
      `Use one of ${[...SOURCE_ACTIONS].join(', ')}.`,
    );
  const elsewhere = words.find((word) => /^--workspace(?:=|$)/.test(word));
  if (elsewhere !== undefined)
    return refused(
      'A step works in the workspace of its pipeline, so --workspace has no place in it.',
      'Leave --workspace out.',
    );
  const project = words.find((word) => /^--project(?:=|$)/.test(word));
  if (project !== undefined)
    return refused(
      'A step builds the project of its workspace, so --project has no place in it.',
      'Leave --project out.',
    );
  return ok(undefined);
}

function refused(message: string, next: string): Result<never> {
  return fail('BAD_INPUT', { message, next });
}
