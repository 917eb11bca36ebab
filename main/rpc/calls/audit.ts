import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.audit;

export const auditCalls = {
  history: calls.history.handler(async ({ context }) => unwrap(await (await context.audit()).history())),
  offers: calls.offers.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).offers(input, signal)),
  ),
  estimate: calls.estimate.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).estimate(input, signal)),
  ),
  make: calls.make.handler(async ({ context, input }) => unwrap((await context.audit()).make(input))),
  latest: calls.latest.handler(async ({ context, input }) =>
    unwrap(await (await context.audit()).latest(input)),
  ),
  manifest: calls.manifest.handler(async ({ context, input }) =>
    unwrap(await (await context.audit()).manifest(input.id)),
  ),
  verify: calls.verify.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).verify(input.path, signal)),
  ),
  review: calls.review.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).review(input.path, signal)),
  ),
  record: calls.record.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).record(input, signal)),
  ),
  saveTable: calls.saveTable.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.audit()).saveTable(input, signal)),
  ),
  marks: calls.marks.handler(async ({ context, input }) =>
    unwrap(await (await context.audit()).marks(input.id)),
  ),
};
