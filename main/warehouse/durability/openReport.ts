import type { OpenReport } from '../warehouse.ts';

/** What comes together while a warehouse is opened, before it is a report. */
export interface Findings {
  checked: OpenReport['checked'];
  extractAgain: OpenReport['extractAgain'];
  warnings: string[];
}

export function lostCommits(count: number): string {
  return `The last ${count === 1 ? 'change' : `${count} changes`} before the app ended could not be read back from the log. The warehouse is as it was before ${count === 1 ? 'it' : 'them'}: load again what was loaded last.`;
}

export const LOST_LOG =
  'The log of the warehouse (warehouse.db-wal) is gone, and with it what was written last could not be read back. Look which loads are missing, and load them again.';
