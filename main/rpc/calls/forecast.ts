import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

const calls = os.forecast;

export const forecastCalls = {
  offers: calls.offers.handler(async ({ context, signal }) =>
    unwrap(await (await context.forecast()).offers(signal)),
  ),
};
