import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.studies;

export const studiesCalls = {
  list: calls.list.handler(async ({ context, signal }) =>
    unwrap(await (await context.studies()).list(signal)),
  ),
  detail: calls.detail.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.studies()).detail(input, signal)),
  ),
  check: calls.check.handler(async ({ context, input }) =>
    unwrap(await (await context.studies()).check(input)),
  ),
  save: calls.save.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.studies()).save(input, signal)),
  ),
  remove: calls.remove.handler(async ({ context, input }) =>
    unwrap(await (await context.studies()).remove(input)),
  ),
  offers: calls.offers.handler(async ({ context, signal }) =>
    unwrap(await (await context.studies()).offers(signal)),
  ),
  run: calls.run.handler(async ({ context, input }) => unwrap(await (await context.studies()).run(input))),
  compare: calls.compare.handler(async ({ context, input }) =>
    unwrap(await (await context.studies()).compare(input)),
  ),
};
