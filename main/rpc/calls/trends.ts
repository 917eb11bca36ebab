import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.trends;

export const trendsCalls = {
  state: calls.state.handler(async ({ context, signal }) =>
    unwrap(await (await context.trends()).state(signal)),
  ),
  inbox: calls.inbox.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.trends()).inbox(input, signal)),
  ),
  correct: calls.correct.handler(async ({ context, input }) =>
    unwrap(await (await context.trends()).correct(input)),
  ),
  links: calls.links.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.trends()).links(input, signal)),
  ),
  decide: calls.decide.handler(async ({ context, input }) =>
    unwrap(await (await context.trends()).decide(input)),
  ),
  takeBack: calls.takeBack.handler(async ({ context, input }) =>
    unwrap(await (await context.trends()).takeBack(input)),
  ),
  kinds: calls.kinds.handler(async ({ context, signal }) =>
    unwrap(await (await context.trends()).kinds(signal)),
  ),
  sort: calls.sort.handler(async ({ context }) => unwrap(await (await context.trends()).sort())),
  bring: calls.bring.handler(async ({ context }) => unwrap(await (await context.trends()).bring())),
};
