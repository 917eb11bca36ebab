import { type Failure, type FailureCode, fail } from '../../../../shared/errors/failure.ts';

/** Carries an expected failure out of a worker's call; the call's edge turns it back into a value. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function refuse(
  code: FailureCode,
  told: { message: string; next: string; subject?: string },
): Refusal {
  return new Refusal(fail(code, told).failure);
}
