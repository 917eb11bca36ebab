import type { Clock } from '../clock.ts';

const LONGEST_MS = 5_000;

/**
 * Looks again when something is due, as long as that is soon. Whatever is due later is the caller's to remember: no timer
 * here outlives a few seconds, because timers and sleeping machines don't agree.
 */
export class Pulse {
  readonly #clock: Clock;
  readonly #due: () => number | null;
  readonly #look: () => void;
  #beating = false;
  #until = 0;
  #poke = new AbortController();
  #stopped = false;

  /** `due`: in how many milliseconds something is, null for nothing. */
  constructor(clock: Clock, due: () => number | null, look: () => void) {
    this.#clock = clock;
    this.#due = due;
    this.#look = look;
  }

  /** Something is due at this moment of the monotonic clock. */
  at(moment: number): void {
    if (this.#stopped) return;
    if (!this.#beating) {
      this.#beating = true;
      queueMicrotask(() => void this.#beat());
    } else if (moment < this.#until) this.#poke.abort();
  }

  stop(): void {
    this.#stopped = true;
    this.#poke.abort();
  }

  async #beat(): Promise<void> {
    for (;;) {
      const due = this.#stopped ? null : this.#due();
      if (due === null) break;
      const pause = Math.max(0, Math.min(due, LONGEST_MS));
      this.#until = this.#clock.monotonic() + pause;
      this.#poke = new AbortController();
      await this.#clock.wait(pause, this.#poke.signal);
      if (this.#stopped) break;
      this.#look();
    }
    this.#beating = false;
  }
}
