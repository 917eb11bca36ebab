import { fail } from '../../../shared/errors/failure.ts';
import type { ReadOptions } from '../store.ts';

/** One signal for everything that may end a call: its caller, its time, the store being closed. */
export function endingOf(options: ReadOptions, closing: AbortSignal): AbortSignal {
  const signals = [closing];
  if (options.signal !== undefined) signals.push(options.signal);
  if (options.timeoutMs !== undefined) signals.push(AbortSignal.timeout(options.timeoutMs));
  return AbortSignal.any(signals);
}

export function stopped(signal: AbortSignal): ReturnType<typeof fail> {
  const reason: unknown = signal.reason;
  if (reason === CLOSED) return CLOSED_STORE;
  if (reason instanceof Error && reason.name === 'TimeoutError')
    return fail('TIMED_OUT', {
      message: 'It took longer than it may, and was stopped. Nothing was changed.',
      next: 'Ask for less, for example with a filter, or allow it more time.',
      retry: true,
    });
  return fail('CANCELLED', { message: 'It was stopped. Nothing was changed.', next: 'Start it again.' });
}

/** Why everything ends when the store does. */
export const CLOSED = 'closed';

export const CLOSED_STORE = fail('STORE_UNREACHABLE', {
  message: 'The warehouse is closed.',
  next: 'Open the workspace again.',
});
