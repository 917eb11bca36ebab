import { ORPCError, ValidationError } from '@orpc/server';
import type { Failure, Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';

/** The value of a result, or its failure thrown in the one form that crosses the contract. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw thrown(result.failure);
}

export function thrown(failure: Failure): ORPCError<Failure['code'], Failure> {
  return new ORPCError(failure.code, { message: failure.message, data: failure });
}

/**
 * Whatever escapes a handler leaves as one of our failures. A defect is logged whole and leaves as INTERNAL with
 * its reference alone: no stack and no inner message reaches a screen.
 */
export function asThrownFailure(
  error: unknown,
  path: readonly string[],
  log: Logger,
): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return rejectedInput(error.cause);
    if (isOurs(error)) return error;
  }
  const call = path.join('.');
  const reference = log.error('A call failed with a defect', { call, error });
  return thrown({
    code: 'INTERNAL',
    message: `Leadline made a mistake while answering "${call}".`,
    next: `Try again. If it happens again, send the diagnostics bundle (Settings, Log) and the reference ${reference}.`,
    retry: true,
    reference,
  });
}

function isOurs(error: ORPCError<string, unknown>): boolean {
  return typeof error.data === 'object' && error.data !== null && 'next' in error.data;
}

function rejectedInput(cause: ValidationError): ORPCError<string, unknown> {
  const parts = cause.issues.map(({ path = [], message }) => {
    const field = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
    return field === '' ? message : `${field}: ${message}`;
  });
  return thrown({
    code: 'BAD_INPUT',
    message: `That input can't be used: ${parts.join('; ')}.`,
    next: 'Correct what is named and try again.',
    retry: false,
  });
}
