import type { Invocation } from './command.ts';

/** Ctrl-C, as long as the work lasts, means: stop cleanly. A second one ends the program at once. */
export async function interruptible<T>(
  { within }: Pick<Invocation, 'within'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (within !== undefined) return work(within.signal);
  const stopping = new AbortController();
  const stop = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    stopping.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(stopping.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
