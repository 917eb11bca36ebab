import type { Result } from '../../../shared/errors/failure.ts';

/** As the one of the test bench, which would bring the whole of vitest into a child that is killed at once. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message}`);
}
