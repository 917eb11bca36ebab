import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { expiredToken, graphError, graphInstant } from './metaGraph.ts';
import { startVendorServer, type VendorServer } from './vendorServer.ts';

const DAY = 86_400_000;
const METRICS = new Set([
  'page_media_view',
  'page_total_media_view_unique',
  'page_post_engagements',
  'page_views_total',
  'page_follows',
]);

export interface FacebookPageInsights extends VendorServer {
  expire(): void;
}

/**
 * Insights of one page by day: from `since` up to the beginning of `until`, ninety days at most, two years back. A value's end is
 * midnight of Pacific time after its day. An empty answer is an empty list.
 */
export async function startFacebookPageInsights(
  clock: VirtualClock,
  page: string,
  token: string,
): Promise<FacebookPageInsights> {
  let expired = false;
  const server = await startVendorServer(clock, ({ path, query }) => {
    if (expired || query['access_token'] !== token) return expiredToken();
    if (path !== `/v23.0/${page}/insights`)
      return graphError(400, 100, "Unsupported get request. Object with ID '1' does not exist", {
        subcode: 33,
      });
    const metrics = (query['metric'] ?? '').split(',');
    if (metrics.some((metric) => !METRICS.has(metric)))
      return graphError(400, 100, '(#100) The value must be a valid insights metric');
    const since = Date.parse(query['since'] ?? '');
    const until = Date.parse(query['until'] ?? '');
    if (Number.isNaN(since) || Number.isNaN(until)) return graphError(400, 100, '(#100) Invalid parameter');
    if (until - since > 90 * DAY)
      return graphError(400, 100, '(#100) There cannot be more than 90 days between since and until');
    const data = metrics.map((name) => {
      const values = [];
      for (
        let day = Math.max(since, clock.now() - 730 * DAY);
        day < Math.min(until, clock.now() - DAY);
        day += DAY
      )
        values.push({
          value: Math.round(day / DAY) % 500,
          end_time: graphInstant(day + DAY + 7 * 3_600_000),
        });
      return {
        name,
        period: query['period'],
        values,
        title: `Daily ${name}`,
        description: 'Daily',
        id: `${page}/insights/${name}/day`,
      };
    });
    return {
      json: {
        data,
        paging: {
          previous: 'https://graph.facebook.com/v23.0/previous',
          next: 'https://graph.facebook.com/v23.0/next',
        },
      },
    };
  });
  return {
    ...server,
    expire() {
      expired = true;
    },
  };
}
