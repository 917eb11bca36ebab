import { listFolder } from '../folders.ts';
import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const hostCalls = {
  pickFolder: os.host.pickFolder.handler(async ({ context, input }) => ({
    path: await context.host.pickFolder(input),
  })),
  pickFile: os.host.pickFile.handler(async ({ context, input }) => ({
    path: await context.host.pickFile(input),
  })),
  pickSavePath: os.host.pickSavePath.handler(async ({ context, input }) => ({
    path: await context.host.pickSavePath(input),
  })),
  openExternal: os.host.openExternal.handler(async ({ context, input }) =>
    unwrap(await context.host.openExternal(input.url)),
  ),
  requests: os.host.requests.handler(({ context, signal }) => context.host.requests(signal)),
  answer: os.host.answer.handler(({ context, input }) => context.host.answer(input.id, input.value)),
  listFolder: os.host.listFolder.handler(async ({ input }) =>
    unwrap(await listFolder(input.path, input.hidden)),
  ),
};
