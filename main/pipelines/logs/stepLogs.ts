import type { RunId } from '../ids.ts';

export interface LogPlace {
  readonly run: RunId;
  readonly step: string;
  readonly item: number;
  readonly try: number;
}

export interface LogLine {
  /** From 1. */
  readonly number: number;
  readonly at: string;
  readonly text: string;
}

export interface LogPage {
  readonly lines: readonly LogLine[];
  /** How many lines there were; where a text is looked for, how many hold it. */
  readonly total: number;
  /** How many lines in the middle were left out, because the log had grown beyond its bound. */
  readonly leftOut: number;
  /** The number of the first of those; the lines before it and after them are there. */
  readonly leftOutFrom?: number;
}

/**
 * What steps said, a file a try under `.leadline/runs`. The first 2 MB and the last 2 MB of each are kept, a line is cut at
 * 4 kB, secrets are redacted before a byte is written, and a step that says a hundred megabytes costs memory of a few.
 */
export interface StepLogs {
  open(place: LogPlace): OpenLog;
  /** From line `from` (1 is the first), `text` keeps only lines that hold it, whatever their case. */
  read(place: LogPlace, page: { from: number; take: number; text?: string }): Promise<LogPage>;
  /** Yields whenever lines were added, at most ten times a second, until the signal fires or the log is closed. */
  watch(place: LogPlace, signal: AbortSignal): AsyncGenerator<{ readonly total: number }, void, void>;
  /** Of a whole run. */
  remove(run: RunId): Promise<void>;
}

export interface OpenLog {
  /** Never blocks and never throws; what the disk refuses is counted and told in the last line. */
  say(text: string): void;
  close(): Promise<void>;
}
