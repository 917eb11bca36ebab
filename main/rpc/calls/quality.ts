import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const qualityCalls = {
  grid: os.quality.grid.handler(async ({ context }) => unwrap(await context.qualityScreens.grid())),
  checks: os.quality.checks.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.checks(input)),
  ),
  check: os.quality.check.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.check(input.id)),
  ),
  acknowledge: os.quality.acknowledge.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.acknowledge(input)),
  ),
  withdraw: os.quality.withdraw.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.withdraw(input.id)),
  ),
  exportRows: os.quality.exportRows.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.exportRows(input.id, input.path)),
  ),
  bands: os.quality.bands.handler(async ({ context }) => unwrap(await context.qualityScreens.bands())),
  suggest: os.quality.suggest.handler(async ({ context, input, signal }) =>
    unwrap(await context.qualityScreens.suggest(input.id, signal)),
  ),
  report: os.quality.report.handler(async ({ context, input }) =>
    unwrap(await context.qualityScreens.report(input.path)),
  ),
  coverage: os.quality.coverage.handler(async ({ context }) =>
    unwrap(await context.qualityScreens.coverage()),
  ),
  exceptions: os.quality.exceptions.handler(async ({ context }) =>
    unwrap(await (await context.audit()).exceptions()),
  ),
  closeException: os.quality.closeException.handler(async ({ context, input }) =>
    unwrap(await (await context.audit()).closeException(input)),
  ),
};
