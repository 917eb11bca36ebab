import { type Failure, fail } from '../../../shared/errors/failure.ts';

/** Carries a failure out of the reading of rows, which has no other way to give up. `readPackage` makes it a value again. */
export class PackageTrouble extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'PackageTrouble';
    this.failure = failure;
  }
}

function trouble(path: string, message: string, next: string): PackageTrouble {
  return new PackageTrouble(fail('FILE_UNREADABLE', { message, next, subject: path }).failure);
}

/** It could be read, and is not: what it says of itself can't be true, or would be too much. */
export function refused(path: string, why: string): PackageTrouble {
  return trouble(
    path,
    `${path} is not opened: ${why}.`,
    'Use the workbook as Leadline wrote it, or as Excel or LibreOffice saved it.',
  );
}

export function damaged(path: string, why: string): PackageTrouble {
  return trouble(
    path,
    `${path} is damaged: ${why}.`,
    'Take another copy of it, or make the audit package again.',
  );
}

export function noWorkbook(path: string, why: string): PackageTrouble {
  return trouble(path, `${path} is no audit workbook: ${why}.`, 'Choose the .xlsx file of an audit package.');
}

export function cancelledReading(path: string): PackageTrouble {
  return new PackageTrouble(
    fail('CANCELLED', {
      message: `Reading ${path} was cancelled.`,
      next: 'Start it again when you want it.',
      subject: path,
    }).failure,
  );
}

/** What the system said; null for what it didn't say: a defect. */
export function diskTrouble(path: string, error: unknown): PackageTrouble | null {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : '';
  if (code === '') return null;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return trouble(path, `${path} is not there.`, 'Choose a file that is there.');
  if (code === 'EISDIR') return trouble(path, `${path} is a folder.`, 'Choose the .xlsx file in it.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY')
    return trouble(
      path,
      `${path} may not be read (${code}).`,
      'Close it where it is open, and give yourself the right to read it.',
    );
  return trouble(
    path,
    `${path} could not be read: the system said ${code}.`,
    'Check that its disk is connected and sound, then try again.',
  );
}
