import type { Limits } from '../jinja.ts';
import { overLimit } from '../templateError.ts';
import type { Budget } from '../value.ts';

const CLOCK_EVERY = 20_000;
const CHARACTERS_A_STEP = 32;

/** Counts what one rendering spends. */
export class Meter implements Budget {
  private readonly limits: Limits;
  private readonly deadline: number;
  private spent = 0;
  private nextLook = CLOCK_EVERY;
  private depth = 0;

  constructor(limits: Limits) {
    this.limits = limits;
    this.deadline = limits.time === undefined ? 0 : limits.time.now() + limits.time.milliseconds;
  }

  spend(work: number): void {
    this.spent += work;
    if (this.spent < this.nextLook) return;
    this.nextLook = this.spent + CLOCK_EVERY;
    if (this.spent > this.limits.instructions)
      throw overLimit(`the template takes more than ${this.limits.instructions} steps`);
    this.checkTime();
  }

  /** Also after waiting for something, which costs no steps. */
  checkTime(): void {
    if (this.limits.time !== undefined && this.limits.time.now() > this.deadline)
      throw overLimit(`the template takes longer than ${this.limits.time.milliseconds} ms`);
  }

  hold(size: number): void {
    this.fit(size);
    this.spend(size / CHARACTERS_A_STEP);
  }

  fit(size: number): void {
    if (size > this.limits.output)
      throw overLimit(`a value or the output is larger than ${this.limits.output}`);
  }

  enter(): number {
    this.depth += 1;
    if (this.depth > this.limits.depth) {
      this.depth -= 1;
      throw overLimit(`more than ${this.limits.depth} macros, includes or loops inside one another`);
    }
    return this.depth;
  }

  leave(): void {
    this.depth -= 1;
  }
}
