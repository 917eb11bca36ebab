import { closeSync, openSync, writeSync } from 'node:fs';
import type { Rejected } from '../../warehouse/loads.ts';

export const MOST_KEPT = 1_000;
const LONGEST_RECORD = 4_096;

/**
 * Rejected rows on their way to quarantine: the first thousand are handed back with the outcome; when there are more, all of them
 * lie in a file, one JSON object a line, because no number of bad rows may fill the memory.
 */
export class Rejects {
  count = 0;
  readonly kept: Rejected[] = [];
  readonly #path: string | null;
  #descriptor: number | null = null;
  #waiting: string[] = [];

  constructor(path: string | null) {
    this.#path = path;
  }

  add(ordinal: number, line: number, reason: string, record: string): void {
    const rejected = { ordinal, line, reason, record: record.slice(0, LONGEST_RECORD) };
    this.count += 1;
    if (this.kept.length < MOST_KEPT) this.kept.push(rejected);
    else this.#spill(rejected);
  }

  /** The file that holds all of them, or null when those kept are all. */
  finish(): string | null {
    this.#flush();
    this.close();
    return this.count > MOST_KEPT ? this.#path : null;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #spill(rejected: Rejected): void {
    if (this.#path === null) return;
    if (this.#descriptor === null) {
      this.#descriptor = openSync(this.#path, 'w', 0o600);
      this.#waiting = this.kept.map((one) => JSON.stringify(one));
    }
    this.#waiting.push(JSON.stringify(rejected));
    if (this.#waiting.length >= MOST_KEPT) this.#flush();
  }

  #flush(): void {
    if (this.#descriptor !== null && this.#waiting.length > 0)
      writeSync(this.#descriptor, `${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
  }
}
