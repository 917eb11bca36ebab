import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { createThrottle, startVendorServer, type VendorServer } from './vendorServer.ts';

/** `trends/tags` of one server: at most twenty at a time, each with its last seven days; 300 requests in five minutes. */
export function startMastodon(clock: VirtualClock, tags: readonly string[]): Promise<VendorServer> {
  const throttle = createThrottle(clock, 300, 300);
  return startVendorServer(clock, ({ path, query, headers: { host } }) => {
    if (path !== '/api/v1/trends/tags') return { status: 404, json: { error: 'Record not found' } };
    const wait = throttle();
    const headers = {
      'X-RateLimit-Limit': '300',
      'X-RateLimit-Remaining': wait > 0 ? '0' : '299',
      'X-RateLimit-Reset': new Date(clock.now() + Math.max(wait, 1) * 1000).toISOString(),
    };
    if (wait > 0) return { status: 429, headers, json: { error: 'Too many requests' } };
    const limit = Math.min(Number(query['limit'] ?? 10), 20);
    const offset = Number(query['offset'] ?? 0);
    const today = Math.floor(clock.now() / 86_400_000) * 86_400;
    const next = `http://${host}${path}?limit=${limit}&offset=${offset + limit}`;
    const more = offset + limit < tags.length;
    return {
      headers: { ...headers, ...(more && { Link: `<${next}>; rel="next"` }) },
      json: tags.slice(offset, offset + limit).map((name, index) => ({
        id: String(index),
        name,
        url: `https://mastodon.example/tags/${name}`,
        // Numbers are text.
        history: Array.from({ length: 7 }, (_, ago) => ({
          day: String(today - ago * 86_400),
          accounts: String(10 + ago),
          uses: String(20 + ago),
        })),
      })),
    };
  });
}
