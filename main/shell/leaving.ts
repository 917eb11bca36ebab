import type { App } from 'electron';

/** Whether the program is on its way out: then closing the window means closing it. */
export interface Leaving {
  now(): boolean;
}

/**
 * Holds the program until the core has closed: leases released, logs written. A core that can't close within
 * `patience` is left behind, because a program that won't quit is killed by its person anyway.
 */
export function closeBeforeLeaving(parts: {
  app: Pick<App, 'on' | 'quit'>;
  close: () => Promise<void>;
  onTrouble: (error: unknown) => void;
  patience?: number;
}): Leaving {
  const { app, close, onTrouble, patience = 10_000 } = parts;
  let leaving = false;
  let core: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    // Somebody who was asked may still stay.
    leaving = !event.defaultPrevented;
  });
  app.on('will-quit', (event) => {
    if (core === 'closed') return;
    event.preventDefault();
    if (core === 'closing') return;
    core = 'closing';
    within(close(), patience)
      .catch(onTrouble)
      .finally(() => {
        core = 'closed';
        app.quit();
      });
  });
  return { now: () => leaving };
}

function within(work: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((settle, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`not closed after ${milliseconds} ms`)), milliseconds);
    work.then(settle, refuse).finally(() => clearTimeout(timer));
  });
}
