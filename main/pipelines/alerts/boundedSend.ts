import { fail } from '../../../shared/errors/failure.ts';
import type { Clock } from '../clock.ts';
import type { Channel, Message, Sent } from './alert.ts';

export const SEND_MS = 20_000;
/** For the channel to say how far it came, once it was told to stop. */
const LAST_WORD_MS = 1_000;
const STEP_MS = 5_000;

/** Ends after twenty seconds and a bit, whatever the channel does. */
export async function boundedSend(
  channel: Channel,
  message: Message,
  clock: Clock,
  signal: AbortSignal,
): Promise<Sent> {
  const stop = new AbortController();
  const over = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) stop.abort();
  const sending = attempt(channel, message, stop.signal);
  const late = bound(clock, stop.signal, over.signal).then(async (): Promise<Sent> => {
    stop.abort();
    await clock.wait(LAST_WORD_MS, over.signal);
    return noWord(channel.name, signal.aborted);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    over.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

async function attempt(channel: Channel, message: Message, signal: AbortSignal): Promise<Sent> {
  try {
    return await channel.send(message, signal);
  } catch {
    // A defect of one channel must not stop the others; what it threw may hold what was being sent.
    const told = fail('ALERT_UNSENT', {
      message: `The channel ${channel.name} failed by a defect of Leadline.`,
      next: 'Report it with the log of that minute.',
      subject: channel.name,
      retry: true,
    });
    return { ...told, inDoubt: true };
  }
}

/** A wait of a minute may become an hour when the machine sleeps: each is short, and the monotonic clock judges. */
async function bound(clock: Clock, stopped: AbortSignal, over: AbortSignal): Promise<void> {
  const until = clock.monotonic() + SEND_MS;
  const either = AbortSignal.any([stopped, over]);
  for (let left = SEND_MS; left > 0 && !either.aborted; left = until - clock.monotonic())
    await clock.wait(Math.min(left, STEP_MS), either);
}

function noWord(name: string, stopped: boolean): Sent {
  const told = fail('ALERT_UNSENT', {
    message: stopped
      ? `Sending through ${name} was interrupted.`
      : `The channel ${name} did not answer within ${SEND_MS / 1_000} seconds.`,
    next: 'Try again later.',
    subject: name,
    retry: true,
  });
  return { ...told, inDoubt: true };
}
