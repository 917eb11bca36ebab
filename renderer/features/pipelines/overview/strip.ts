import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import { runDuration } from '../words/runWords.ts';

export interface Bar {
  readonly run: RunLine;
  /** Of the tallest, 0 to 1. */
  readonly height: number;
  readonly ms: number | null;
}

/** What has not run, or hardly, is still to be seen and pointed at. */
const LEAST = 0.16;

/** Oldest first, as time goes; each as tall as it took long, beside the longest. */
export function barsOf(newestFirst: readonly RunLine[], now: number): Bar[] {
  const timed = [...newestFirst].reverse().map((run) => ({ run, ms: runDuration(run, now) }));
  const longest = Math.max(0, ...timed.map(({ ms }) => ms ?? 0));
  return timed.map(({ run, ms }) => ({
    run,
    ms,
    height: ms === null || longest === 0 ? LEAST : Math.max(LEAST, ms / longest),
  }));
}
