import { dirname } from 'node:path';
import { type Failure, fail } from '../../../../shared/errors/failure.ts';

/** What the system said about the place of a workbook, with a way out; null for what is no fault of disk or folder. */
export function writeFailure(error: unknown, path: string): Failure | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const folder = dirname(path);
  const told = (as: Parameters<typeof fail>[0], why: string, next: string, retry = false) =>
    fail(as, { message: `The workbook was not written: ${why}.`, next, subject: path, retry }).failure;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return told(
        'DISK_FULL',
        `the disk that holds ${folder} is full`,
        'Free some space, or choose a folder on another disk, and try again.',
        true,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return told('FOLDER_NOT_FOUND', `there is no folder ${folder}`, 'Choose a folder that is there.');
    case 'EISDIR':
      return told('FOLDER_UNWRITABLE', `${path} is a folder`, 'Give the workbook another name.');
    case 'EBUSY':
      return told(
        'FOLDER_UNWRITABLE',
        `${path} is in use`,
        'Close it in the program that has it open, then try again.',
        true,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return told(
        'FOLDER_UNWRITABLE',
        `${folder} can not be written to (${code})`,
        'If the workbook is open in Excel, close it; otherwise choose a folder you may write to.',
      );
    default:
      return null;
  }
}

export function cancelledWriting(path: string): Failure {
  return fail('CANCELLED', {
    message: 'The workbook was not written: it was cancelled. No part of it is left.',
    next: 'Start it again when you want it.',
    subject: path,
  }).failure;
}
