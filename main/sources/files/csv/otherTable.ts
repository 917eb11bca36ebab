import { type FileTrouble, unreadable } from '../trouble.ts';

/** So many refused rows in turn, for one reason, are no slips of an export. */
const IN_TURN = 100;

/**
 * Notices where a file goes on as another table, as one does whose columns were changed midway: a load of the first part
 * with the rest in quarantine would look like a load of the file.
 */
export function createOtherTableWatch(path: string) {
  let first = 0;
  let reason = '';
  let count = 0;
  return {
    fits(): void {
      count = 0;
    },
    /** What to stop with, once it is certain. */
    refused(refusal: { readonly line: number; readonly reason: string }): FileTrouble | null {
      if (count === 0 || refusal.reason !== reason) {
        ({ line: first, reason } = refusal);
        count = 0;
      }
      count += 1;
      return count < IN_TURN ? null : otherTable(path, first, reason);
    },
  };
}

function otherTable(path: string, line: number, reason: string): FileTrouble {
  return unreadable(
    path,
    `${path}, line ${line}: from here on the columns are other ones: ${IN_TURN} rows in turn, each ${reason.replace(/^has /, 'with ')}.`,
    'Divide the file before that line and load its parts, or check what divides its columns.',
  );
}
