import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { createThrottle, type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const REGIONS = new Set(['US', 'CA', 'DE', 'FR', 'GB+IE', 'ES', 'IT']);
const KINDS = new Set(['growing', 'monthly', 'yearly', 'seasonal']);

export interface PinterestTrends extends VendorServer {
  revoke(): void;
}

/** Trending keywords of today, fifty at most; login with the app's id and secret as Basic; a thousand requests a day. */
export async function startPinterestTrends(
  clock: VirtualClock,
  keywords: readonly string[],
  app: { readonly id: string; readonly secret: string; readonly refreshToken: string },
): Promise<PinterestTrends> {
  const throttle = createThrottle(clock, 1000, 86_400);
  let token: string | null = null;
  let revoked = false;
  const server = await startVendorServer(clock, ({ method, path, query, headers, form }): Reply => {
    if (path === '/v5/oauth/token') {
      const basic = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`;
      if (method !== 'POST' || headers['authorization'] !== basic)
        return said(401, 2, 'Authentication failed.');
      if (revoked || form['grant_type'] !== 'refresh_token' || form['refresh_token'] !== app.refreshToken)
        return said(401, 283, 'The refresh token is invalid or expired');
      token = 'pina_access';
      return {
        json: {
          response_type: 'refresh_token',
          access_token: token,
          token_type: 'bearer',
          expires_in: 2_592_000,
          scope: 'user_accounts:read',
        },
      };
    }
    if (revoked || token === null || headers['authorization'] !== `Bearer ${token}`)
      return said(401, 2, 'Authentication failed.');
    const wait = throttle();
    if (wait > 0)
      return {
        ...said(429, 8, 'You have exceeded your rate limit. Try again later.'),
        headers: {
          'X-RateLimit-Limit': '1000',
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': String(wait),
        },
      };
    const [, region = '', kind = ''] = /^\/v5\/trends\/keywords\/([^/]+)\/top\/([^/]+)$/.exec(path) ?? [];
    if (!REGIONS.has(region) || !KINDS.has(kind))
      return said(400, 1, `'${region}' is not a valid region or trend type`);
    const limit = Number(query['limit'] ?? 50);
    if (!(limit >= 1 && limit <= 50)) return said(400, 1, 'limit must be between 1 and 50');
    return {
      json: {
        trends: keywords.slice(0, limit).map((keyword, index) => ({
          keyword,
          pct_growth_wow: 10 + index,
          pct_growth_mom: 40,
          pct_growth_yoy: index % 2 === 0 ? 10_001 : null,
          time_series: { '2026-06-01': 60, '2026-06-08': 100 },
        })),
      },
    };
  });
  return {
    ...server,
    revoke() {
      revoked = true;
    },
  };
}

function said(status: number, code: number, message: string): Reply {
  return { status, json: { code, message } };
}
