import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.explorer;

export const explorerCalls = {
  studies: calls.studies.handler(async ({ context, signal }) =>
    unwrap(await (await context.explorer()).studies(signal)),
  ),
};
