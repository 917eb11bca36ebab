import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { createThrottle, startVendorServer, type VendorServer } from './vendorServer.ts';

export interface Hit {
  readonly id: number;
  readonly at: number;
  readonly text: string;
  readonly tag: 'story' | 'comment';
}

/** `search_by_date` of hn.algolia.com: newest first, at most 1,000 hits reachable whatever is found, 10,000 requests an hour. */
export function startHackerNews(clock: VirtualClock, hits: readonly Hit[]): Promise<VendorServer> {
  const throttle = createThrottle(clock, 10_000, 3600);
  const newestFirst = hits.toSorted((a, b) => b.at - a.at || b.id - a.id);
  return startVendorServer(clock, ({ path, query }) => {
    if (throttle() > 0) return { status: 429, json: { message: 'Too Many Requests', status: 429 } };
    if (path !== '/api/v1/search_by_date') return undefined;
    const per = Number(query['hitsPerPage'] ?? 20);
    const page = Number(query['page'] ?? 0);
    if (!(per <= 1000))
      return { status: 400, json: { message: 'hitsPerPage must be at most 1000', status: 400 } };
    let from = 0;
    let to = Number.POSITIVE_INFINITY;
    for (const filter of (query['numericFilters'] ?? '').split(',').filter(Boolean)) {
      const [, name, sign, value] = /^(\w+)(<=|>=|<|>|=)(-?\d+)$/.exec(filter.trim()) ?? [];
      if (name === undefined)
        return {
          status: 400,
          json: { message: `Invalid syntax for numeric condition: ${filter}`, status: 400 },
        };
      if (sign === '>=') from = Number(value);
      else if (sign === '<=') to = Number(value);
    }
    const words = (query['query'] ?? '').toLowerCase().split(' ');
    const found = newestFirst.filter(
      (hit) =>
        hit.at >= from &&
        hit.at <= to &&
        (query['tags'] === undefined || query['tags'] === hit.tag) &&
        words.every((word) => hit.text.toLowerCase().includes(word)),
    );
    const reachable = found.slice(0, 1000);
    return {
      json: {
        exhaustiveNbHits: true,
        hits: reachable.slice(page * per, (page + 1) * per).map(hitOf),
        hitsPerPage: per,
        nbHits: found.length,
        nbPages: Math.ceil(reachable.length / per),
        page,
        params: 'advancedSyntax=true',
        processingTimeMS: 5,
        query: query['query'] ?? '',
      },
    };
  });
}

function hitOf(hit: Hit): Record<string, unknown> {
  const story = hit.tag === 'story';
  return {
    objectID: String(hit.id),
    author: 'someone',
    created_at: new Date(hit.at * 1000).toISOString().replace('.000', ''),
    created_at_i: hit.at,
    ...(story
      ? { title: hit.text, url: 'https://example.com/', points: hit.id % 300, num_comments: hit.id % 50 }
      : { comment_text: hit.text, story_id: 1, parent_id: 1, points: null }),
    _tags: [hit.tag, 'author_someone'],
    _highlightResult: { title: { value: hit.text, matchLevel: 'none' } },
  };
}
