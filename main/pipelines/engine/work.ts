import type { Logger } from '../../log/log.ts';

/** What is under way outside of steps, so that one can wait until there is none. */
export class Work {
  readonly #log: Logger;
  #open = 0;
  #waiting: (() => void)[] = [];
  readonly #quiet: () => boolean;

  /** `quiet`: whether nothing else is under way either. */
  constructor(log: Logger, quiet: () => boolean) {
    this.#log = log;
    this.#quiet = quiet;
  }

  track(work: Promise<unknown>): void {
    this.#open += 1;
    work
      .catch((error: unknown) => this.#log.error('The engine of pipelines met a defect.', { error }))
      .finally(() => {
        this.#open -= 1;
        this.look();
      });
  }

  /** Called whenever something else ended. */
  look(): void {
    if (this.#waiting.length === 0 || this.#open > 0 || !this.#quiet()) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one();
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.look();
    });
  }
}
