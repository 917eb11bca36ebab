import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import { readDescription, requestFaults } from '../openapi/requestFaults.ts';
import { type Seller, startAmazon } from '../servers/amazon/amazon.ts';
import { type OpenedConnector, openConnector, type Remembered } from './openConnector.ts';

export const US = 'ATVPDKIKX0DER';

/** A seller, Amazon on the loopback interface, and sources that read the one from the other. */
export async function openAmazonBench(now = Date.parse('2026-08-20T15:00:00Z')) {
  const clock = createVirtualClock(now);
  const seller: Seller = {
    clientId: 'amzn1.application-oa2-client.1',
    clientSecret: 'amzn1.oa2-cs.v1.secret',
    refreshToken: 'Atzr|refresh',
    marketplaces: [US],
    roles: ['Inventory and Order Tracking', 'Brand Analytics'],
    endings: [],
    queuedMs: 20_000,
    workingMs: 40_000,
    orders: [],
  };
  const server = await startAmazon(clock, seller);
  const sales = readDescription('amazon/sales.json');
  const reports = readDescription('amazon/reports.json');
  const opened: OpenedConnector[] = [];
  return {
    clock,
    seller,
    server,
    async open(
      config: Record<string, string> = {},
      remembered: Remembered = new Map(),
      region = 'na',
    ): Promise<OpenedConnector> {
      const one = await openConnector('amazon-sp-api', {
        clock,
        origin: server.origin,
        vendor: ['https://api.amazon.com', `https://sellingpartnerapi-${region}.amazon.com`],
        config: {
          marketplace_id: US,
          time_zone: 'America/Los_Angeles',
          client_id: 'amzn1.application-oa2-client.1',
          client_secret: 'amzn1.oa2-cs.v1.secret',
          refresh_token: 'Atzr|refresh',
          start_date: '2026-08-01',
          ...config,
        },
        remembered,
      });
      opened.push(one);
      return one;
    },
    asked: (pattern: RegExp) =>
      server.requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)),
    /** What Amazon's own models have against the requests so far. */
    faults: () =>
      server.requests.flatMap((arrived) => {
        if (arrived.path.startsWith('/sales/')) return requestFaults(sales, arrived);
        return arrived.path.startsWith('/reports/') ? requestFaults(reports, arrived) : [];
      }),
    async close() {
      for (const one of opened) await one.close();
      await server.stop();
    },
  };
}
export type AmazonBench = Awaited<ReturnType<typeof openAmazonBench>>;
