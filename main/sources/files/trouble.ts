import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';

/**
 * Carries a failure out of a generator, which has no other way to give up. Whoever runs the generator turns it back into the
 * value: it is itself shaped like a failure, and holds it.
 */
export class FileTrouble extends Error implements Failure {
  readonly failure: Failure;
  readonly code: Failure['code'];
  readonly next: string;
  readonly retry: boolean;
  readonly subject?: string;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FileTrouble';
    this.failure = failure;
    this.code = failure.code;
    this.next = failure.next;
    this.retry = failure.retry;
    if (failure.subject !== undefined) this.subject = failure.subject;
  }
}

export function unreadable(file: string, message: string, next: string, retry = false): FileTrouble {
  return new FileTrouble(fail('FILE_UNREADABLE', { message, next, subject: file, retry }).failure);
}

export function cancelled(file: string): FileTrouble {
  return new FileTrouble(
    fail('CANCELLED', {
      message: `Reading ${file} was cancelled.`,
      next: 'Start it again when you want it.',
      subject: file,
    }).failure,
  );
}

/** What the operating system said, in a person's words. Anything it didn't say is a defect and goes on as it is. */
export function diskTrouble(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable(file, `There is no file ${file}.`, 'Check the name and the folder.');
    case 'EACCES':
    case 'EPERM':
      return unreadable(
        file,
        `You have no permission to read ${file}.`,
        'Ask its owner for permission to read it, or copy it to a folder of yours.',
      );
    case 'EISDIR':
      return folderInstead(file);
    case 'EMFILE':
    case 'ENFILE':
    case 'EIO':
    case 'EBUSY':
    case 'ESTALE':
      return unreadable(
        file,
        `${file} could not be read from the disk (${error.code}).`,
        'Check that the disk or the network folder is there, then try again.',
        true,
      );
    default:
      return error;
  }
}

export function folderInstead(file: string): FileTrouble {
  return unreadable(
    file,
    `${file} is a folder, not a file.`,
    'Choose a file in it, or give the folder where several files may be given.',
  );
}

export function failureOf(error: unknown): Failure | null {
  return error instanceof FileTrouble ? error.failure : null;
}

/** A failure as the value it is; a defect goes on as the exception it is. */
export async function asResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}
