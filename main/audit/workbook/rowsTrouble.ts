import type { Failure } from '../../../shared/errors/failure.ts';

/** Carries a failure out of `rows()` of a data sheet, which has no other way to give up: writing ends with it as its answer. */
export class RowsTrouble extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'RowsTrouble';
    this.failure = failure;
  }
}
