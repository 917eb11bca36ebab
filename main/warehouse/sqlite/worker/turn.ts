import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuse } from './refusal.ts';

/** How long a call may go on without looking whether it was cancelled. */
const LONGEST_BREATH_MS = 40;

/** One call's chance to hear that it was cancelled: the message arrives only while the event loop turns. */
export interface Turn {
  breathe(): Promise<void>;
  cancel(): void;
}

export function createTurn(): Turn {
  let cancelled = false;
  let last = performance.now();
  return {
    cancel: () => {
      cancelled = true;
    },
    breathe: async () => {
      if (performance.now() - last > LONGEST_BREATH_MS) {
        await nextTurn();
        last = performance.now();
      }
      if (cancelled)
        throw refuse('CANCELLED', { message: 'It was stopped before it was done.', next: 'Start it again.' });
    },
  };
}
