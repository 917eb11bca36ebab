import { pauseBefore } from './backoff.ts';
import type { Connection } from './connection.ts';

/** Reads a watch call for as long as the signal lives: when the stream ends or the line drops, it is opened anew. */
export async function follow<T>(
  connection: Connection,
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  take: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    await connection.opened(signal);
    try {
      for await (const value of await open(signal)) {
        if (signal.aborted) return;
        failures = 0;
        take(value);
      }
    } catch {
      // A stream carries no verdict of its own: the next attempt shows whether the trouble lasts.
    }
    if (connection.state() === 'open') await sleep(pauseBefore(failures, Math.random), signal);
    failures += 1;
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
