import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const modelsCalls = {
  project: os.models.project.handler(async ({ context }) => unwrap(await context.modelScreens.project())),
  node: os.models.node.handler(async ({ context, input }) =>
    unwrap(await context.modelScreens.node(input.id)),
  ),
  compiled: os.models.compiled.handler(async ({ context, input, signal }) =>
    unwrap(await context.modelScreens.compiled(input.id, signal)),
  ),
  parsed: os.models.parsed.handler(async ({ context, input, signal }) =>
    unwrap(await context.modelScreens.parsed(input.id, signal)),
  ),
  rowDiff: os.models.rowDiff.handler(async ({ context, input, signal }) =>
    unwrap(await context.modelScreens.rowDiff(input, signal)),
  ),
  lastDiff: os.models.lastDiff.handler(async ({ context, input }) =>
    unwrap(await context.modelScreens.lastDiff(input.id)),
  ),
  rows: os.models.rows.handler(async ({ context, input, signal }) =>
    unwrap(await context.modelScreens.rows(input, signal)),
  ),
  plan: os.models.plan.handler(async ({ context, input }) => unwrap(await context.modelScreens.plan(input))),
  build: os.models.build.handler(({ context, input }) => ({
    job: unwrap(context.modelScreens.build(input)),
  })),
  docs: os.models.docs.handler(({ context, input }) => ({
    job: unwrap(context.modelScreens.docs(input.folder)),
  })),
  demo: os.models.demo.handler(({ context, input }) => ({
    job: unwrap(context.modelScreens.demo(input.rows)),
  })),
  watch: os.models.watch.handler(({ context, signal }) => context.modelScreens.watch(signal)),
  builds: os.models.builds.handler(async ({ context, input: { skip, take } }) => {
    const builds = unwrap(await context.modelScreens.builds({ skip, take: take + 1 }));
    return { builds: builds.slice(0, take), more: builds.length > take };
  }),
};
