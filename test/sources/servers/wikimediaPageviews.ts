import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const PATH =
  /^\/api\/rest_v1\/metrics\/pageviews\/per-article\/([^/]+)\/([^/]+)\/([^/]+)\/(.+)\/(daily|monthly)\/(\d+)\/(\d+)$/;
const FIRST = Date.parse('2015-07-01T00:00:00Z');
const DAY = 86_400_000;

/**
 * Daily views of the articles that are there, from July 2015 to yesterday. Others, and days without figures, are a 404; whoever
 * doesn't name a program of its own in the User-Agent, but a library or nothing, is a 403.
 */
export function startWikimediaPageviews(
  clock: VirtualClock,
  articles: readonly string[],
): Promise<VendorServer> {
  return startVendorServer(clock, ({ path, headers }) => {
    const agentText = headers['user-agent'] ?? '';
    if (!/^[A-Z][a-z]+\/\d/.test(agentText))
      return {
        status: 403,
        text: 'Please set a user-agent and respect our robot policy https://w.wiki/4wJS. See also T400119.',
      };
    const [, project, access, agent, article, granularity, from, to] = PATH.exec(path) ?? [];
    if (project === undefined || article === undefined || from === undefined || to === undefined)
      return problem(404, 'Not found', 'The path is not known');
    if (!/^\d{8}(\d{2})?$/.test(from) || !/^\d{8}(\d{2})?$/.test(to))
      return problem(
        400,
        'Bad Request',
        'start timestamp is invalid, must be a valid date in YYYYMMDD format',
      );
    const items = [];
    for (let day = Math.max(dayOf(from), FIRST); day <= Math.min(dayOf(to), clock.now() - DAY); day += DAY)
      if (articles.includes(article))
        items.push({
          project,
          article,
          granularity,
          timestamp: `${new Date(day).toISOString().slice(0, 10).replaceAll('-', '')}00`,
          access,
          agent,
          views: Math.round(day / DAY) % 1000,
        });
    if (items.length === 0)
      return problem(
        404,
        'Not Found',
        'The date(s) you used are valid, but we either do not have data for those date(s), or the project you asked for is not loaded yet.',
      );
    return { json: { items } };
  });
}

function dayOf(text: string): number {
  return Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T00:00:00Z`);
}

function problem(status: number, title: string, detail: string): Reply {
  return {
    status,
    type: 'application/problem+json',
    json: { type: 'about:blank', title, method: 'get', status, detail },
  };
}
