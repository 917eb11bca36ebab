import { os } from '../implementer.ts';

export const logCalls = {
  read: os.log.read.handler(({ context, input }) => context.log.read(input)),
  exportBundle: os.log.exportBundle.handler(({ context, input }) => ({
    job: context.exportBundle(input.path),
  })),
};
