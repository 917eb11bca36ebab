import type { Failure, Result } from '../../../shared/errors/failure.ts';

/** The database refused what a template asked of it. Thrown through the interpreter, which keeps it as the cause. */
export class StatementFault extends Error {
  readonly failure: Failure;
  readonly sql: string;

  constructor(failure: Failure, sql: string) {
    super(failure.message);
    this.failure = failure;
    this.sql = sql;
  }
}

export function granted<T>(result: Result<T>, sql = ''): T {
  if (!result.ok) throw new StatementFault(result.failure, sql);
  return result.value;
}
