import { dirname } from 'node:path';
import { type Failure, fail } from '../../shared/errors/failure.ts';

/** Says why a file could not be written; null for what is no fault of the disk or the folder, so a bug. */
export function writeFailure(error: unknown, path: string): { ok: false; failure: Failure } | null {
  const folder = dirname(path);
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail('DISK_FULL', {
        message: `The diagnostics bundle was not written: the disk that holds ${folder} is full.`,
        next: 'Free some space, or choose a folder on another disk, and try again.',
        subject: path,
        retry: true,
      });
    case 'ENOENT':
      return fail('FOLDER_NOT_FOUND', {
        message: `The diagnostics bundle was not written: the folder ${folder} does not exist.`,
        next: 'Choose a folder that exists, and try again.',
        subject: path,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EBUSY':
      return fail('FOLDER_UNWRITABLE', {
        message: `The diagnostics bundle was not written: ${folder} can not be written to.`,
        next: 'Choose a folder you may write to, and try again.',
        subject: path,
      });
    default:
      return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
