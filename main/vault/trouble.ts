import { type Failure, type FailureCode, fail, ok, type Result } from '../../shared/errors/failure.ts';

type Told = { message: string; next: string; subject?: string; retry?: boolean };

/**
 * A failure on its way through a `SecretStore`, whose four calls are keytar's and can only throw. It never leaves
 * this folder: `attempt` turns it back into a value.
 */
export class Trouble extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function trouble(code: FailureCode, told: Told): Trouble {
  return new Trouble(fail(code, told).failure);
}

/** Runs work on the vault's folder: troubles and what the disk refuses become values, bugs stay exceptions. */
export async function attempt<T>(home: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, failure: error.failure };
    const failure = diskTrouble(error, home);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}

function diskTrouble(error: unknown, home: string): Failure | null {
  const code = systemCode(error);
  if (code === '') return null;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail('DISK_FULL', {
      message: `The vault could not be written: the disk that holds ${home} is full.`,
      next: 'Free some space, then try again.',
      subject: home,
      retry: true,
    }).failure;
  }
  return fail('FOLDER_UNWRITABLE', {
    message: `The vault could not be read or written in ${home} (${code}).`,
    next: 'Give yourself the right to read and write this folder, then try again.',
    subject: home,
  }).failure;
}

/** ENOENT and its kin; empty for what isn't the system speaking. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || !('errno' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
