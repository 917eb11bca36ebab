import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../../../shared/errors/failure.ts';

const TRIES = 20;
const PAUSE_MS = 500;

/** Asks again where the same may succeed in a moment: a worker of the warehouse ended, its disk was full, somebody held it. */
export async function patiently<T>(ask: () => Promise<Result<T>>, pauseMs = PAUSE_MS): Promise<Result<T>> {
  for (let tries = 1; ; tries += 1) {
    const answered = await ask();
    if (answered.ok || !answered.failure.retry || tries === TRIES) return answered;
    await pause(pauseMs);
  }
}
