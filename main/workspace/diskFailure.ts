import { type Failure, fail } from '../../shared/errors/failure.ts';

interface Attempt {
  /** What was being done, to follow "could not": `write leadline.yml`. */
  readonly doing: string;
  readonly folder: string;
}

/** What the system said about a file, as a failure with a way out. Anything but a system error is a bug and is thrown on. */
export function diskFailure(
  error: unknown,
  { doing, folder }: Attempt,
): { readonly ok: false; readonly failure: Failure } {
  const code = systemCode(error);
  if (code === undefined) throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail('DISK_FULL', {
      message: `Leadline could not ${doing}: the disk that holds ${folder} is full. Nothing was changed.`,
      next: 'Free some space, then try again.',
      subject: folder,
      retry: true,
    });
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return fail('FOLDER_NOT_FOUND', {
      message: `Leadline could not ${doing}: ${folder} is not there.`,
      next: 'Check that its disk is connected, or choose another folder.',
      subject: folder,
    });
  }
  const why =
    code === 'EROFS'
      ? 'its disk is read-only'
      : code === 'EACCES' || code === 'EPERM'
        ? 'you may not write there'
        : `the system refused (${code})`;
  return fail('FOLDER_UNWRITABLE', {
    message: `Leadline could not ${doing} in ${folder}: ${why}.`,
    next: 'Give yourself the right to write in this folder, or choose another one.',
    subject: folder,
  });
}

/** ENOENT and its kin; undefined for anything that isn't the system speaking. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('errno' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
