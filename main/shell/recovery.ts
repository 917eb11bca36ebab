import type { MessageBoxOptions, RenderProcessGoneDetails, WebContents } from 'electron';
import type { Logger } from '../log/log.ts';

const SETTLED_MS = 60_000;

/**
 * A page that crashes is loaded again once; the core and its runs never noticed. A second crash within a minute is
 * put to the person, because loading it for ever would only burn the machine.
 */
export function recoverFromCrashes(parts: {
  contents: Pick<WebContents, 'on' | 'reload'>;
  log: Logger;
  now: () => number;
  ask: (question: MessageBoxOptions) => Promise<number>;
  quit: () => void;
}): void {
  const { contents, log, now, ask, quit } = parts;
  let lastCrash = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event: unknown, details: RenderProcessGoneDetails) => {
    if (details.reason === 'clean-exit') return;
    const again = now() - lastCrash < SETTLED_MS;
    lastCrash = now();
    const reference = log.error('The page crashed', {
      reason: details.reason,
      exitCode: details.exitCode,
      again,
    });
    if (!again) {
      contents.reload();
      return;
    }
    ask(crashedTwice(reference)).then((choice) => (choice === 0 ? contents.reload() : quit()));
  });
  contents.on('unresponsive', () => log.warn('The page does not respond'));
}

function crashedTwice(reference: string): MessageBoxOptions {
  return {
    type: 'error',
    message: 'The window crashed twice within a minute.',
    detail: `Running work is not affected. Load the window again, or quit and start Leadline anew. Reference: ${reference}`,
    buttons: ['Load again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  };
}
