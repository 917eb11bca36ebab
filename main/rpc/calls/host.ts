import { listFolder } from '../folders.ts';
import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const hostCalls = {
  pickFolder: os.host.pickFolder.handler(async ({ context, input, signal }) => ({
    path: await context.host.pickFolder(input, signal),
  })),
  pickFile: os.host.pickFile.handler(async ({ context, input, signal }) => ({
    path: await context.host.pickFile(input, signal),
  })),
  pickSavePath: os.host.pickSavePath.handler(async ({ context, input, signal }) => ({
    path: await context.host.pickSavePath(input, signal),
  })),
  openExternal: os.host.openExternal.handler(async ({ context, input, signal }) =>
    unwrap(await context.host.openExternal(input.url, signal)),
  ),
  requests: os.host.requests.handler(({ context, signal }) => context.host.requests(signal)),
  answer: os.host.answer.handler(({ context, input }) => context.host.answer(input.id, input.value)),
  listFolder: os.host.listFolder.handler(async ({ input }) =>
    unwrap(await listFolder(input.path, input.hidden)),
  ),
};
