import { ok, type Result } from '../../shared/errors/failure.ts';

/** One step after the other; the first that fails is the answer. */
export async function inTurn(steps: Iterable<() => Promise<Result<unknown>>>): Promise<Result<void>> {
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return ok(undefined);
}
