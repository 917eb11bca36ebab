import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { createThrottle, type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const DAY = 86_400_000;

/**
 * The timelines of the DOC 2.0 API. One request in five seconds, otherwise 429 in plain text; complaints about a search are text
 * with status 200; ranges of a week or less are answered by the hour; a search that nothing matches is an empty object.
 */
export function startGdelt(clock: VirtualClock): Promise<VendorServer> {
  const throttle = createThrottle(clock, 1, 5);
  return startVendorServer(clock, ({ path, query }): Reply | undefined => {
    if (path !== '/api/v2/doc/doc') return undefined;
    if (throttle() > 0)
      return {
        status: 429,
        text: 'Please limit requests to one every 5 seconds or contact kalev.leetaru5@gmail.com for larger queries.',
      };
    const asked = query['query'] ?? '';
    if (asked.replace(/["()]/g, '').length < 3) return complaint('The specified phrase is too short.');
    if (query['format'] !== 'json') return complaint('<!DOCTYPE html><html><body>Timeline</body></html>');
    const from = instant(query['startdatetime']);
    const to = instant(query['enddatetime']);
    if (from === null || to === null || to < from) return complaint('Invalid query start date.');
    if (asked.startsWith('nothing')) return { json: {} };
    const hourly = to - from <= 7 * DAY;
    const tone = query['mode'] === 'timelinetone';
    const data = [];
    for (let at = from; at <= Math.min(to, clock.now()); at += hourly ? DAY / 24 : DAY)
      data.push({
        date: `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`,
        ...(tone ? { value: -1.25 } : { value: 17, norm: 120_000 + (Math.round(at / DAY) % 100) }),
      });
    const series = tone ? 'Average Tone' : 'Article Count';
    return {
      json: {
        query_details: { title: asked, date_resolution: hourly ? 'hour' : 'day' },
        timeline: [{ series, data }],
      },
    };
  });
}

function complaint(text: string): Reply {
  return { text: `${text}\n`, type: 'text/html; charset=utf-8' };
}

function instant(text: string | undefined): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  return year === undefined ? null : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
