import { type Failure, fail } from '../../../shared/errors/failure.ts';

/** What the system or SQLite said about a file, as a failure with a way out; null when it is neither: a bug. */
export function fileFailure(error: unknown, doing: string, subject: string): Failure | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const { code, message } = error;
  const told = (as: Parameters<typeof fail>[0], why: string, next: string, retry = false) =>
    fail(as, { message: `Leadline could not ${doing}: ${why}.`, next, subject, retry }).failure;
  if (/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/.test(code))
    return told(
      'DISK_FULL',
      'the disk is full. Nothing was changed',
      'Free some space, then try again.',
      true,
    );
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return told('STORE_DAMAGED', `${subject} is damaged (${message})`, 'Choose another backup.');
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return told('STORE_BUSY', 'another program is using the file', 'Close it, then try again.', true);
  if (/^(ENOENT|ENOTDIR)$/.test(code))
    return told('FILE_UNREADABLE', `${subject} is not there`, 'Choose a file that is there.');
  if (/^(EACCES|EPERM|EROFS|SQLITE_(READONLY|CANTOPEN|IOERR|PERM|AUTH))/.test(code))
    return told(
      'FOLDER_UNWRITABLE',
      `the system refused (${code})`,
      'Check that you may read and write there and that the disk is sound, then try again.',
    );
  return code.startsWith('SQLITE_') || 'errno' in error
    ? told('INTERNAL', `${message} (${code})`, 'Try again; if it happens again, look in the log.')
    : null;
}
