import { milliseconds } from '../../../shared/domain/duration.ts';
import { type AlertSettings, HEARTBEAT_SECRET } from '../../../shared/domain/pipeline/alertSettings.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Clock } from '../clock.ts';
import type { Receipt, SecretOf } from './alert.ts';
import type { AskWeb } from './askWeb.ts';
import { addressRedactor, hostOf, webAddress } from './webAddress.ts';
import { oneLine, shortened } from './words/messageText.ts';

export interface HeartbeatTools {
  readonly ask: AskWeb;
  readonly secretOf: SecretOf;
  settings(): AlertSettings | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly allowHttp?: boolean;
}

export interface HeartbeatState {
  /** The last that was answered well. */
  readonly goodAt: string | null;
  readonly askedAt: string | null;
  readonly told: string | null;
}

/** Asks an address every so often, so that whoever owns that address notices when it isn't asked any more. */
export interface Heartbeat {
  /** Called at every tick of the scheduler that lives; asks when it is time. */
  beat(signal: AbortSignal): Promise<void>;
  /** Asks now: the real answer, or why there is none. */
  test(signal: AbortSignal): Promise<Result<Receipt>>;
  state(): HeartbeatState;
}

const MOST_MS = 20_000;
const STEP_MS = 5_000;

export function createHeartbeat({
  ask,
  secretOf,
  settings,
  clock,
  log,
  allowHttp,
}: HeartbeatTools): Heartbeat {
  let state: HeartbeatState = { goodAt: null, askedAt: null, told: null };
  let asked: { readonly at: number; readonly wall: number } | null = null;
  let asking = false;

  async function once(signal: AbortSignal): Promise<Result<Receipt>> {
    const kept = await secretOf(HEARTBEAT_SECRET);
    if (!kept.ok) return kept;
    if (kept.value === null)
      return fail('ALERT_REFUSED', {
        message: 'The vault has no address for the heartbeat.',
        next: 'Enter the address that the watching service gave you, or take the heartbeat out of alerts.yml.',
      });
    const address = webAddress(kept.value, 'the heartbeat', allowHttp);
    if (!address.ok) return address;
    const redactor = addressRedactor(address.value);
    const clean = (text: string) => shortened(oneLine(redactor.text(text)), 300);
    const from = clock.monotonic();
    const declared = settings()?.heartbeat?.private === true;
    const answer = await bounded(signal, (stop) =>
      ask({ method: 'GET', address: address.value, private: declared }, stop),
    );
    if (!answer.ok)
      return { ok: false, failure: { ...answer.failure, message: clean(answer.failure.message) } };
    const { status, text } = answer.value;
    if (status < 200 || status >= 300)
      return fail('ALERT_REFUSED', {
        message: `${hostOf(address.value)} did not take the heartbeat (${status} ${clean(text)}).`,
        next: 'Check its address.',
        retry: status >= 500 || status === 429,
      });
    return ok({ answer: `${status} ${clean(text)}`.trim(), tookMs: clock.monotonic() - from });
  }

  async function bounded<T>(signal: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const over = new AbortController();
    const until = clock.monotonic() + MOST_MS;
    const watch = async () => {
      for (let left = MOST_MS; left > 0 && !over.signal.aborted; left = until - clock.monotonic())
        await clock.wait(Math.min(left, STEP_MS), over.signal);
      late.abort();
    };
    void watch();
    try {
      return await work(AbortSignal.any([signal, late.signal]));
    } finally {
      over.abort();
    }
  }

  return {
    async beat(signal) {
      const every = settings()?.heartbeat?.every;
      if (every === undefined || asking || signal.aborted) return;
      // By whichever clock says so: the monotonic one stands still while some machines sleep.
      const everyMs = milliseconds(every);
      const early =
        asked !== null &&
        clock.monotonic() - asked.at < everyMs &&
        Math.abs(clock.now() - asked.wall) < everyMs;
      if (early) return;
      asked = { at: clock.monotonic(), wall: clock.now() };
      asking = true;
      try {
        const answer = await once(signal);
        const at = new Date(clock.now()).toISOString();
        const failed = state.askedAt !== null && state.goodAt !== state.askedAt;
        if (answer.ok) state = { goodAt: at, askedAt: at, told: answer.value.answer };
        else state = { ...state, askedAt: at, told: answer.failure.message };
        if (!answer.ok && !failed) log.warn('The heartbeat was not taken', { failure: answer.failure });
        if (answer.ok && failed) log.info('The heartbeat is taken again');
      } finally {
        asking = false;
      }
    },
    test: once,
    state: () => state,
  };
}
