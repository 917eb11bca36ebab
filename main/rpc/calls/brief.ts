import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.brief;

export const briefCalls = {
  seen: calls.seen.handler(async ({ context, signal }) => unwrap(await (await context.brief()).seen(signal))),
};
