import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const workspaceCalls = {
  watch: os.workspace.watch.handler(({ context, signal }) => context.workspaces.watch(signal)),
  open: os.workspace.open.handler(async ({ context, input }) =>
    unwrap(await context.workspaces.open(input.path)),
  ),
  create: os.workspace.create.handler(async ({ context, input }) =>
    unwrap(await context.workspaces.create(input)),
  ),
  demo: os.workspace.demo.handler(({ context, input }) => ({ job: context.startDemo(input.path) })),
  close: os.workspace.close.handler(({ context }) => context.workspaces.close()),
  change: os.workspace.change.handler(async ({ context, input }) =>
    unwrap(await context.workspaces.change(input)),
  ),
  recent: os.workspace.recent.handler(({ context }) => context.workspaces.recent()),
  forget: os.workspace.forget.handler(({ context, input }) => context.workspaces.forget(input.path)),
  templates: os.workspace.templates.handler(({ context }) => context.workspaces.templates()),
  defaultFolder: os.workspace.defaultFolder.handler(async ({ context }) => ({
    path: await context.workspaces.defaultFolder(),
  })),
};
