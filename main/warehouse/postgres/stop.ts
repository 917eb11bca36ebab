import { type Failure, fail } from '../../../shared/errors/failure.ts';
import type { ReadOptions } from '../store.ts';

/** Fires when a call is to end before its work does. Its reason is the failure the caller gets. */
export type Stop = AbortSignal;

/** The caller's own wish to cancel and a limit in time, as one. Release it when the call is over. */
export interface Limit {
  readonly stop: Stop;
  release(): void;
}

export function limit(
  { signal, timeoutMs }: ReadOptions,
  standardMs?: number,
  also?: AbortSignal | undefined,
): Limit {
  const controller = new AbortController();
  const cancel = () => controller.abort(cancelled());
  const stopAlso = () => controller.abort(also?.reason);
  const ms = timeoutMs ?? standardMs;
  const timer = ms === undefined ? undefined : setTimeout(() => controller.abort(tooLong(ms)), ms);
  if (signal?.aborted) cancel();
  if (also?.aborted) stopAlso();
  signal?.addEventListener('abort', cancel, { once: true });
  also?.addEventListener('abort', stopAlso, { once: true });
  return {
    stop: controller.signal,
    release() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      also?.removeEventListener('abort', stopAlso);
    },
  };
}

/** For a step that must not outlast `ms`, nor what it is a part of. */
export async function within<T>(
  ms: number,
  stop: Stop | undefined,
  step: (stop: Stop) => Promise<T>,
): Promise<T> {
  const limited = limit({ timeoutMs: ms }, undefined, stop);
  try {
    return await step(limited.stop);
  } finally {
    limited.release();
  }
}

/** Resolves with the failure as soon as the stop fires, whatever `work` does then; never rejects for the stop. */
export function unlessStopped<T>(
  work: Promise<T>,
  stop: Stop | undefined,
  stopped: (failure: Failure) => T,
): Promise<T> {
  if (stop === undefined) return work;
  if (stop.aborted) {
    work.catch(() => undefined);
    return Promise.resolve(stopped(failureOf(stop)));
  }
  return new Promise((resolve, reject) => {
    const onStop = () => resolve(stopped(failureOf(stop)));
    stop.addEventListener('abort', onStop, { once: true });
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', onStop));
  });
}

export function failureOf(stop: Stop): Failure {
  return stop.reason as Failure;
}

function cancelled(): Failure {
  return fail('CANCELLED', { message: 'It was cancelled.', next: 'Start it again when you want it.' })
    .failure;
}

function tooLong(ms: number): Failure {
  return fail('TIMED_OUT', {
    message: `It took longer than the ${ms / 1000} s it may.`,
    next: 'Ask for less at once, allow more time, or check the line to the server.',
    retry: true,
  }).failure;
}

export function silent(ms: number): Failure {
  return fail('TIMED_OUT', {
    message: `The Postgres server has not answered for ${ms / 1000} s, and can’t be reached in another way either.`,
    next: 'Check the network (VPN, firewall) and the server, then try again.',
    retry: true,
  }).failure;
}
