import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Arrived, type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const ZONE = 'America/Los_Angeles';

/**
 * `search` and `videos` of the Data API. Searches have a hundred calls a day of their own, counted until midnight in California;
 * fifty a page, about five hundred reachable; counts are text, and missing where their owner hides them.
 */
export function startYoutube(
  clock: VirtualClock,
  /** Milliseconds since 1970, newest first. */
  videos: readonly number[],
  key: string,
): Promise<VendorServer> {
  const searches = { day: '', used: 0 };
  return startVendorServer(clock, (arrived) => {
    if (arrived.headers['x-goog-api-key'] !== key && arrived.query['key'] !== key)
      return failed(400, 'badRequest', 'API key not valid. Please pass a valid API key.', 'INVALID_ARGUMENT');
    if (arrived.path === '/youtube/v3/search') {
      const today = new Date(clock.now()).toLocaleDateString('en-CA', { timeZone: ZONE });
      if (searches.day !== today) Object.assign(searches, { day: today, used: 0 });
      searches.used += 1;
      return searches.used > 100 ? quotaExceeded() : search(arrived, videos);
    }
    if (arrived.path === '/youtube/v3/videos') return list(arrived, videos);
    return failed(404, 'notFound', 'Not Found', 'NOT_FOUND');
  });
}

export function quotaExceeded(): Reply {
  return failed(
    403,
    'quotaExceeded',
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
    'RESOURCE_EXHAUSTED',
    'youtube.quota',
  );
}

function search({ query }: Arrived, videos: readonly number[]): Reply {
  const after = Date.parse(query['publishedAfter'] ?? '1970-01-01T00:00:00Z');
  const before = Date.parse(query['publishedBefore'] ?? '2999-01-01T00:00:00Z');
  if (Number.isNaN(after) || Number.isNaN(before))
    return failed(400, 'invalidParameter', 'Request contains an invalid argument.', 'INVALID_ARGUMENT');
  const found = videos.filter((at) => at >= after && at <= before && query['q'] !== 'nothing').slice(0, 500);
  return page(query, found, 'youtube#searchListResponse', (at) => ({
    kind: 'youtube#searchResult',
    etag: 'e',
    id: { kind: 'youtube#video', videoId: idOf(at) },
    ...(query['part']?.includes('snippet') && { snippet: snippetOf(at) }),
  }));
}

function list({ query }: Arrived, videos: readonly number[]): Reply {
  const ids = query['id']?.split(',');
  if (ids === undefined && query['chart'] !== 'mostPopular')
    return failed(400, 'missingRequiredParameter', 'No filter selected.', 'INVALID_ARGUMENT');
  if (ids !== undefined && ids.length > 50)
    return failed(
      400,
      'invalidFilters',
      'The request specifies an invalid filter parameter.',
      'INVALID_ARGUMENT',
    );
  const found = ids === undefined ? videos.slice(0, 60) : videos.filter((at) => ids.includes(idOf(at)));
  const all = ids === undefined ? query : { ...query, maxResults: '50' };
  return page(all, found, 'youtube#videoListResponse', (at) => ({
    kind: 'youtube#video',
    etag: 'e',
    id: idOf(at),
    snippet: snippetOf(at),
    statistics: {
      viewCount: String(1000 + (at % 100)),
      ...(at % 3 !== 0 && { likeCount: '40' }),
      favoriteCount: '0',
      commentCount: '7',
    },
  }));
}

function page(
  query: Readonly<Record<string, string>>,
  found: readonly number[],
  kind: string,
  item: (at: number) => unknown,
): Reply {
  const most = Math.min(Number(query['maxResults'] ?? 5), 50);
  const from = Number((query['pageToken'] ?? 'P0').slice(1));
  const next = from + most < found.length ? `P${from + most}` : undefined;
  return {
    json: {
      kind,
      etag: 'e',
      ...(next !== undefined && { nextPageToken: next }),
      pageInfo: { totalResults: found.length, resultsPerPage: most },
      items: found.slice(from, from + most).map(item),
    },
  };
}

function snippetOf(at: number): Record<string, unknown> {
  return {
    publishedAt: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    channelId: 'UC1',
    title: 'How to crochet a basket',
    description: 'In this video…',
    channelTitle: 'A Maker',
  };
}

function idOf(at: number): string {
  return `v${Math.round(at / 1000)}`;
}

function failed(status: number, reason: string, message: string, name: string, domain = 'global'): Reply {
  return {
    status,
    json: { error: { code: status, message, errors: [{ message, domain, reason }], status: name } },
  };
}
