import { type Failure, fail } from '../../../shared/errors/failure.ts';

/** Said to who comes second. */
export function claimed(holder: string): { readonly ok: false; readonly failure: Failure } {
  return fail('STORE_BUSY', {
    message: `Models are being built already: ${holder}. One build runs at a time.`,
    next: 'Wait until it is done, or cancel it, then start this one again.',
    retry: true,
  });
}
