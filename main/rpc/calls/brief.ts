import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.brief;

export const briefCalls = {
  read: calls.read.handler(async ({ context, signal }) => unwrap(await (await context.brief()).read(signal))),
  decide: calls.decide.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.brief()).decide(input.id, input.decision, signal)),
  ),
  seen: calls.seen.handler(async ({ context, signal }) => unwrap(await (await context.brief()).seen(signal))),
  make: calls.make.handler(async ({ context }) => ({ job: unwrap((await context.brief()).make()) })),
};
