import { type Duration, milliseconds } from '../../../shared/domain/duration.ts';
import { kindOf, type Step } from '../../../shared/domain/pipeline/step.ts';
import { type Failure, fail } from '../../../shared/errors/failure.ts';
import { retryPause, triesOf } from '../run/retryPause.ts';
import type { StepEnd } from '../run/runner.ts';
import type { Task, Try } from '../run/states.ts';

/** Where nobody said how long a step may take, it is still not for ever. */
const LONGEST_STEP_MS = 24 * 3_600_000;
const FIRST_LOOK_MS = 30_000;
const LONGEST_LOOK_MS = 10 * 60_000;

/** Why a running step was told to stop. */
export type Stop = 'cancelled' | 'too_long' | 'run_too_long' | 'closing';

export interface Settled {
  readonly task: Task;
  /** Ended, or still open where the task only waits. */
  readonly attempt: Try;
  /** For the step's log. */
  readonly says: string;
}

export interface Ending {
  readonly task: Task;
  readonly attempt: Try;
  readonly step: Step;
  /** Null: it was told to stop and didn't; whatever it answers later is not heard. */
  readonly end: StepEnd | null;
  readonly stop: Stop | null;
  readonly now: number;
  readonly random: number;
  /** How often it was found waiting for the same. */
  readonly looks: number;
}

export function limitOf(step: Step): number {
  return step.timeout === undefined ? LONGEST_STEP_MS : milliseconds(step.timeout);
}

/** The pause before what waits for something is looked at again: it grows. */
export function lookPause(looks: number): number {
  return Math.min(FIRST_LOOK_MS * 2 ** looks, LONGEST_LOOK_MS);
}

export function settleTry(ending: Ending): Settled {
  const { end, stop } = ending;
  // What landed has landed, also when it was being stopped.
  if (end?.is === 'succeeded') return succeeded(ending, end);
  if (end?.is === 'skipped') return skipped(ending, end.told);
  if (stop === 'closing') return interrupted(ending);
  if (stop === 'cancelled') return cancelled(ending);
  if (stop !== null || end === null) return failed(ending, tooLong(ending), undefined);
  if (end.is === 'failed') return failed(ending, end.failure, end.afterMs);
  return waits(ending, end);
}

function succeeded(ending: Ending, end: Extract<StepEnd, { is: 'succeeded' }>): Settled {
  const { task, attempt } = ending;
  const at = instant(ending.now);
  return {
    task: { ...task, status: 'succeeded', endedAt: at, notBefore: null, note: end.told, stale: false },
    attempt: {
      ...attempt,
      endedAt: at,
      status: 'succeeded',
      outcome: end.told,
      wrote: end.wrote,
      rows: end.rows ?? null,
    },
    says: `Succeeded: ${end.told}`,
  };
}

function skipped({ task, attempt, now }: Ending, told: string): Settled {
  const at = instant(now);
  return {
    task: { ...task, status: 'skipped', endedAt: at, notBefore: null, note: told, stale: false },
    attempt: { ...attempt, endedAt: at, status: 'succeeded', outcome: told },
    says: `There was nothing to do: ${told}`,
  };
}

/** It goes on under the next session, or after the next start; no try is counted. */
function interrupted({ task, attempt, now }: Ending): Settled {
  return {
    task: { ...task, status: 'ready', note: 'It was interrupted and goes on.' },
    attempt: { ...attempt, endedAt: instant(now), status: 'interrupted' },
    says: 'Interrupted: Leadline was closed.',
  };
}

function cancelled({ task, attempt, now, end }: Ending): Settled {
  const at = instant(now);
  const note = end === null ? 'Cancelled; it did not stop when it was told to.' : 'Cancelled.';
  return {
    task: { ...task, status: 'cancelled', endedAt: at, notBefore: null, note },
    attempt: { ...attempt, endedAt: at, status: 'cancelled', outcome: note },
    says: note,
  };
}

function failed(ending: Ending, failure: Failure, afterMs: number | undefined): Settled {
  const { task, attempt, step, now } = ending;
  const tries = task.tries + 1;
  const ended: Try = { ...attempt, endedAt: instant(now), status: 'failed', failure };
  if (!failure.retry || tries >= triesOf(step)) {
    return {
      task: {
        ...task,
        status: 'failed',
        tries,
        endedAt: instant(now),
        notBefore: null,
        note: failure.message,
      },
      attempt: ended,
      says: `Failed: ${failure.message} ${failure.next}`,
    };
  }
  const pause = retryPause(step, tries, afterMs, ending.random);
  const left = triesOf(step) - tries;
  const again = `It is tried again in ${Math.ceil(pause / 1_000).toLocaleString('en')} s, ${left.toLocaleString('en')} more ${left === 1 ? 'time' : 'times'} at most.`;
  return {
    task: { ...task, status: 'retrying', tries, notBefore: instant(now + pause), note: failure.message },
    attempt: ended,
    says: `Try ${attempt.number.toLocaleString('en')} failed: ${failure.message} ${again}`,
  };
}

type Waiting = Exclude<StepEnd, { is: 'succeeded' | 'skipped' | 'failed' }>;

function waits(ending: Ending, end: Waiting): Settled {
  const { task, attempt, step, now, looks } = ending;
  if (end.is !== 'again') {
    const notBefore = instant(now + lookPause(looks));
    return { task: { ...task, status: end.is, notBefore, note: end.told }, attempt, says: end.told };
  }
  const until = Date.parse(task.startedAt ?? attempt.startedAt) + limitOf(step);
  if (now >= until) return failed(ending, tooLong({ ...ending, end: null, stop: null }), undefined);
  const notBefore = instant(Math.min(now + end.pollMs, until));
  return {
    task: { ...task, status: 'sensing', cursor: end.cursor, notBefore, note: end.told },
    attempt,
    says: end.told,
  };
}

/**
 * It may help to try again what a person gave a time and what stopped when it was told to. What goes on regardless may still
 * be writing, and a second beside it would be worse than none.
 */
function tooLong({ step, end, stop }: Ending): Failure {
  const sensor = kindOf(step) === 'wait';
  const limit = step.timeout ?? ('24 hours' as Duration);
  const why =
    stop === 'run_too_long'
      ? 'was stopped because the run took longer than it may'
      : sensor && stop === null
        ? `waited for ${limit} and what it waits for did not come`
        : `took longer than ${limit}${end === null ? ', and did not stop when it was told to' : ' and was stopped'}`;
  return fail('TIMED_OUT', {
    message: `The step ${step.name} ${why}.`,
    next: 'Look into its log for what took so long, or give it more time in the pipeline.',
    subject: step.name,
    retry: stop === 'too_long' && end !== null && step.timeout !== undefined,
  }).failure;
}

function instant(now: number): string {
  return new Date(now).toISOString();
}
