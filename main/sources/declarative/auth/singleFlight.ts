import { Trouble } from '../../trouble.ts';

/**
 * Work that several want at once is done once. It isn't cancelled with any of them: a token exchanged for one that nobody
 * takes would be lost, and others may be waiting.
 */
export class SingleFlight<T> {
  #running: Promise<T> | null = null;

  async run(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    this.#running ??= work().finally(() => {
      this.#running = null;
    });
    return untilAborted(this.#running, signal);
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () =>
      reject(
        new Trouble('transient', {
          code: 'CANCELLED',
          message: 'Signing in was cancelled.',
          next: 'Start it again when you want to.',
          retry: true,
        }),
      );
  });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
