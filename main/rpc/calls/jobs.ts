import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const jobsCalls = {
  watch: os.jobs.watch.handler(({ context, signal }) => context.jobs.watch(signal)),
  cancel: os.jobs.cancel.handler(({ context, input }) => unwrap(context.jobs.cancel(input.id))),
  dismiss: os.jobs.dismiss.handler(({ context, input }) => unwrap(context.jobs.dismiss(input.id))),
};
