import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const sourcesCalls = {
  gallery: os.sources.gallery.handler(async ({ context }) =>
    unwrap(await (await context.sourceScreens()).gallery()),
  ),
  connector: os.sources.connector.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).connector(input.id)),
  ),
  report: os.sources.report.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).report(input.text)),
  ),
  bring: os.sources.bring.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).bring(input.id, input.text)),
  ),
  list: os.sources.list.handler(async ({ context }) => unwrap(await (await context.sourceScreens()).list())),
  source: os.sources.source.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).source(input.name)),
  ),
  save: os.sources.save.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).save(input)),
  ),
  check: os.sources.check.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.sourceScreens()).check(input.name, signal)),
  ),
  discover: os.sources.discover.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.sourceScreens()).discover(input.name, signal)),
  ),
  preview: os.sources.preview.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.sourceScreens()).preview(input.name, input.stream, signal)),
  ),
  extract: os.sources.extract.handler(async ({ context, input: { name, streams, backfill, ...how } }) => ({
    job: unwrap(
      await (await context.sourceScreens()).extract(name, {
        ...how,
        ...(streams.length === 0 ? {} : { streams }),
        ...(backfill === undefined ? {} : { backfill }),
      }),
    ),
  })),
  trace: os.sources.trace.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).trace(input.name)),
  ),
  state: os.sources.state.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).state(input.name, input.stream)),
  ),
  setState: os.sources.setState.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).setState(input.name, input.stream, input.state)),
  ),
  consequences: os.sources.consequences.handler(async ({ context, input }) => {
    const told = unwrap(await (await context.sourceScreens()).consequences(input.name));
    return { ...told, secrets: [...told.secrets], relations: [...told.relations] };
  }),
  remove: os.sources.remove.handler(async ({ context, input }) =>
    unwrap(await (await context.sourceScreens()).remove(input.name, input.rows)),
  ),
};
