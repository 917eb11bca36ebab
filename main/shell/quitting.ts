import type { App, MessageBoxOptions } from 'electron';
import { whenWords } from '../../shared/domain/whenWords.ts';
import type { Schedule } from './parts.ts';

/**
 * Before the program ends it names what won't run because of it. A machine that shuts down isn't asked: nobody would
 * answer, and the question would hold it up.
 */
export function askBeforeQuitting(parts: {
  app: Pick<App, 'on' | 'quit'>;
  /** The machine is going down. */
  onShutdown: (listener: () => void) => void;
  schedule: Pick<Schedule, 'paused' | 'next'>;
  now: () => Date;
  ask: (question: MessageBoxOptions) => Promise<number>;
}): void {
  const { app, onShutdown, schedule, now, ask } = parts;
  let agreed = false;
  let asking = false;
  onShutdown(() => {
    agreed = true;
  });
  app.on('before-quit', (event) => {
    const next = agreed || schedule.paused() ? null : schedule.next();
    if (next === null) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void ask(question(next.title, whenWords(next.at, now()))).then((choice) => {
      asking = false;
      if (choice !== 0) return;
      agreed = true;
      app.quit();
    });
  });
}

function question(title: string, when: string): MessageBoxOptions {
  return {
    type: 'question',
    message: 'Quit Leadline?',
    detail: `“${title}” is due ${when} and won’t run while Leadline is closed. What was missed is made up for, as its schedule says, at the next start. Closing the window instead leaves Leadline running.`,
    buttons: ['Quit', 'Stay'],
    defaultId: 1,
    cancelId: 1,
  };
}
