import { oc } from '@orpc/contract';
import { FAILURE_CODES, Failure, type FailureCode } from '../errors/failure.ts';

type FailureErrors = { [Code in FailureCode]: { data: typeof Failure } };

const errors = Object.fromEntries(FAILURE_CODES.map((code) => [code, { data: Failure }])) as FailureErrors;

/** Every call may fail with any of our failures, and carries it whole: code, words, next step. */
export const call = oc.errors(errors);
