import { randomBytes } from 'node:crypto';

/** Nine letters of the instant, so that ids sort by when they were made, and six of chance. */
export function newRunId(now: number): string {
  return `${now.toString(36).padStart(9, '0')}${randomBytes(4).toString('hex').slice(0, 6)}`;
}
