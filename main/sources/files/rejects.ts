import { closeSync, openSync, writeFileSync } from 'node:fs';
import { fail } from '../../../shared/errors/failure.ts';
import type { Rejected } from '../../warehouse/loads.ts';
import { FileTrouble } from './trouble.ts';

/** Handed back with the outcome, and set down together. */
export const MOST_KEPT = 1_000;
/** What the file takes, whichever is reached first: a person reads no more of it, and a disk holds it. */
export const MOST_FILED = 100_000;
const MOST_FILED_CHARACTERS = 64 * 1024 ** 2;
const LONGEST_RECORD = 4_096;

/** The first rejected rows of a file, one JSON object a line. */
export interface Filed {
  readonly path: string;
  readonly rows: number;
}

/**
 * Rejected rows on their way to quarantine: the first thousand are handed back with the outcome; when there are more, they lie in
 * a file from the first to the last that it takes, and what comes then is counted. No number of bad rows fills memory or disk.
 */
export class Rejects {
  count = 0;
  readonly kept: Rejected[] = [];
  readonly #path: string | null;
  #descriptor: number | null = null;
  #waiting: string[] = [];
  #filed = 0;
  #characters = 0;
  #full = false;

  constructor(path: string | null) {
    this.#path = path;
  }

  add(ordinal: number, line: number, reason: string, record: string): void {
    const rejected = { ordinal, line, reason, record: record.slice(0, LONGEST_RECORD) };
    this.count += 1;
    if (this.kept.length < MOST_KEPT) this.kept.push(rejected);
    else if (this.#path !== null && !this.#full) this.#spill(this.#path, rejected);
  }

  /** Null when those kept are all, or there is no place for more. */
  finish(): Filed | null {
    this.#flush();
    const path = this.#descriptor === null ? null : this.#path;
    this.close();
    return path === null ? null : { path, rows: this.#filed };
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #spill(path: string, rejected: Rejected): void {
    if (this.#descriptor === null) {
      this.#descriptor = openSync(path, 'w', 0o600);
      for (const one of this.kept) this.#set(one);
    }
    this.#set(rejected);
    if (this.#waiting.length >= MOST_KEPT) this.#flush();
  }

  #set(rejected: Rejected): void {
    const line = JSON.stringify(rejected);
    this.#characters += line.length;
    this.#full = this.#filed >= MOST_FILED || this.#characters > MOST_FILED_CHARACTERS;
    if (this.#full) return;
    this.#filed += 1;
    this.#waiting.push(line);
  }

  #flush(): void {
    const lines = this.#waiting;
    this.#waiting = [];
    if (this.#descriptor === null || lines.length === 0) return;
    try {
      writeFileSync(this.#descriptor, `${lines.join('\n')}\n`);
    } catch (error) {
      throw noRoom(this.#path ?? '', error);
    }
  }
}

function noRoom(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new FileTrouble(
    fail('DISK_FULL', {
      message: `There is no room for the rejected rows in ${path}.`,
      next: 'Make room on that disk, or correct the mapping so that fewer rows are rejected.',
      subject: path,
    }).failure,
  );
}
