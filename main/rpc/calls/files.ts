import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const filesCalls = {
  preview: os.files.preview.handler(async ({ context, input }) =>
    unwrap(await context.files.preview(input.paths, input.reading)),
  ),
  dryRun: os.files.dryRun.handler(({ context, input }) => ({ job: unwrap(context.files.dryRun(input)) })),
  load: os.files.load.handler(({ context, input }) => ({ job: unwrap(context.files.load(input)) })),
  runs: os.files.runs.handler(({ context }) => context.files.runs()),
};
