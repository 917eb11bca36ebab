import { type Failure, fail } from '../../../../shared/errors/failure.ts';
import type { StepEnd } from '../../../pipelines/run/runner.ts';

/** A failure as the end of a step: a locked vault is something to wait for, and no try is counted for it. */
export function failedWith(failure: Failure, afterMs?: number): StepEnd {
  if (failure.code === 'VAULT_LOCKED')
    return { is: 'locked', told: `${failure.message} ${failure.next}`.trim() };
  return { is: 'failed', failure, ...(afterMs !== undefined && { afterMs }) };
}

/** For good: trying again without changing anything ends the same way. */
export function never(failure: Failure): Failure {
  return { ...failure, retry: false };
}

export function again(failure: Failure): Failure {
  return { ...failure, retry: true };
}

export function stopped(what: string): StepEnd {
  return failedWith(
    fail('CANCELLED', { message: `${what} was stopped.`, next: 'Run the step again when you want it.' })
      .failure,
  );
}

export function counted(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;
}
