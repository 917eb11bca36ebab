import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.trends;

export const trendsCalls = {
  waiting: calls.waiting.handler(async ({ context, signal }) =>
    unwrap(await (await context.trends()).waiting(signal)),
  ),
};
