import { ORPCError } from '@orpc/client';
import { Failure } from '../../shared/errors/failure.ts';

/** What every call becomes while the core can't be reached. */
export const DISCONNECTED: Failure = {
  code: 'DISCONNECTED',
  message: 'Leadline could not be reached, so there is no answer.',
  next: 'Wait until the connection is back, then try again. If it stays away, see whether Leadline is still running.',
  retry: true,
};

export function disconnected(): ORPCError<'DISCONNECTED', Failure> {
  return new ORPCError('DISCONNECTED', { message: DISCONNECTED.message, data: DISCONNECTED });
}

/** The failure inside whatever was thrown. What isn't one of ours is a defect of this window and gets a reference. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const told = Failure.safeParse(error.data);
    if (told.success) return told.data;
  }
  return {
    code: 'INTERNAL',
    message: 'Leadline made a mistake in this window.',
    next: 'Try again. If it happens again, reload the window and report the reference.',
    retry: true,
    reference: referenceOf(error),
  };
}

/**
 * The same defect always gets the same reference, so that two reports of it are seen to be one. The page can't
 * write to the log; the reference stands for the error's own words, which `detailsOf` yields for copying.
 */
export function referenceOf(error: unknown): string {
  let hash = 0x811c9dc5;
  for (const char of detailsOf(error)) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `page-${hash.toString(36)}`;
}

export function detailsOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return String(error);
}
