import type { Sent } from '../alert.ts';
import type { Entry } from '../outbox/entry.ts';

/** With pauses of half an hour at most these last for about six hours. */
export const MOST_TRIES = 30;
const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 30 * 60_000;
/** Whatever a server asks for, a day later is another day. */
const MOST_ASKED_MS = 86_400_000;

export type After =
  | { readonly is: 'sent' }
  | { readonly is: 'again'; readonly at: number; readonly doubts: number }
  | { readonly is: 'failed'; readonly doubts: number; readonly why: string };

/** What becomes of one alert after its message was tried. `tries` counts that try. */
export function afterSending(
  { tries, doubts }: Pick<Entry, 'tries' | 'doubts'>,
  sent: Sent,
  pauseMs: number,
  now: number,
): After {
  if (sent.ok) return { is: 'sent' };
  const { failure, inDoubt = false } = sent;
  const why = `${failure.message} ${failure.next}`;
  const doubted = doubts + (inDoubt ? 1 : 0);
  if (inDoubt && doubts > 0)
    return {
      is: 'failed',
      doubts: doubted,
      why: `${failure.message} It may have arrived; it is not sent again.`,
    };
  if (!failure.retry) return { is: 'failed', doubts: doubted, why };
  if (tries >= MOST_TRIES)
    return { is: 'failed', doubts: doubted, why: `${failure.message} Tried ${tries} times, and given up.` };
  return { is: 'again', at: now + pauseMs, doubts: doubted };
}

/** Full jitter under a bound that doubles with each try, and never less than what the server asked for. */
export function pauseAfter(tries: number, random: number, afterMs = 0): number {
  const bound = Math.min(MOST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(30, Math.max(0, tries - 1)));
  return Math.max(1_000, Math.floor(random * bound), Math.min(MOST_ASKED_MS, afterMs));
}
