import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.forecast;

export const forecastCalls = {
  offers: calls.offers.handler(async ({ context, signal }) =>
    unwrap(await (await context.forecast()).offers(signal)),
  ),
  outlook: calls.outlook.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).outlook(input, signal)),
  ),
  alerts: calls.alerts.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).alerts(input, signal)),
  ),
  scenario: calls.scenario.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).scenario(input, signal)),
  ),
  freeze: calls.freeze.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).freeze(input, signal)),
  ),
  versions: calls.versions.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).versions(input, signal)),
  ),
  version: calls.version.handler(async ({ context, input, signal }) =>
    unwrap(await (await context.forecast()).version(input.id, signal)),
  ),
};
