import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const settingsCalls = {
  watch: os.settings.watch.handler(({ context, signal }) => context.settings.watch(signal)),
  change: os.settings.change.handler(async ({ context, input }) =>
    unwrap(await context.settings.change(input)),
  ),
};
