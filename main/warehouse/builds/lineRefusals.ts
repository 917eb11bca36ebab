import { fail } from '../../../shared/errors/failure.ts';

/** What a line of either engine answers to a call that should never have been made. */
export function tooLate() {
  return fail('INTERNAL', {
    message: 'This line of a build was closed; the call came after it.',
    next: 'Report this defect with the log.',
  });
}

export function nested() {
  return fail('INTERNAL', {
    message: 'What runs together on a line of a build can’t hold another such.',
    next: 'Report this defect with the log.',
  });
}
