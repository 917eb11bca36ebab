import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

export interface Post {
  readonly key: string;
  readonly handle: string;
  readonly text: string;
  readonly createdAt: string;
  readonly indexedAt: string;
  /** In the feed of whom, as a repost. */
  readonly repostedBy?: string;
}

/**
 * The public AppView: a search without a login shows its first page only, feeds of accounts are paged by a cursor, 3,000 requests
 * in five minutes. Deleted posts are simply not there any more: `posts` may be changed while it runs.
 */
export async function startBluesky(
  clock: VirtualClock,
  posts: Post[],
): Promise<VendorServer & { readonly posts: Post[] }> {
  const throttle = createThrottle(clock, 3000, 300);
  const server = await startVendorServer(clock, (arrived): Reply | undefined => {
    const wait = throttle();
    if (wait > 0)
      return {
        status: 429,
        headers: {
          'ratelimit-limit': '3000',
          'ratelimit-remaining': '0',
          'ratelimit-reset': String(Math.ceil(clock.now() / 1000) + wait),
          'ratelimit-policy': '3000;w=300',
        },
        json: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
      };
    if (arrived.path === '/xrpc/app.bsky.feed.searchPosts') return search(arrived, posts);
    if (arrived.path === '/xrpc/app.bsky.feed.getAuthorFeed') return feed(arrived, posts);
    return { status: 404, json: { error: 'XRPCNotSupported', message: 'XRPCNotSupported' } };
  });
  return { ...server, posts };
}

function search({ query }: Arrived, posts: readonly Post[]): Reply {
  if (query['q'] === undefined || query['q'] === '')
    return refused('InvalidRequest', 'Error: Params must have the property "q"');
  // A page, so that nobody takes it for an answer of the protocol.
  if (query['cursor'] !== undefined)
    return { status: 403, type: 'text/html', text: '<html><head><title>403 Forbidden</title></head></html>' };
  const limit = Number(query['limit'] ?? 25);
  if (!(limit >= 1 && limit <= 100))
    return refused('InvalidRequest', 'Error: limit can not be greater than 100');
  const since = Date.parse(query['since'] ?? '1970-01-01');
  const until = Date.parse(query['until'] ?? '2999-01-01');
  const found = posts
    .filter(({ text }) => text.toLowerCase().includes((query['q'] ?? '').replaceAll('"', '').toLowerCase()))
    .filter((post) => sortedAt(post) >= since && sortedAt(post) < until)
    .toSorted((a, b) => sortedAt(b) - sortedAt(a));
  return {
    json: {
      hitsTotal: found.length,
      posts: found.slice(0, limit).map(viewOf),
      ...(found.length > limit && { cursor: String(limit) }),
    },
  };
}

function feed({ query }: Arrived, posts: readonly Post[]): Reply {
  const actor = query['actor'] ?? '';
  const limit = Number(query['limit'] ?? 50);
  const theirs = posts.filter((post) => post.handle === actor || post.repostedBy === actor);
  if (theirs.length === 0) return refused('InvalidRequest', 'Profile not found');
  const older = theirs
    .toSorted((a, b) => Date.parse(b.indexedAt) - Date.parse(a.indexedAt))
    .filter(({ indexedAt }) => query['cursor'] === undefined || indexedAt < query['cursor']);
  const page = older.slice(0, limit);
  return {
    json: {
      feed: page.map((post) => ({
        post: viewOf(post),
        ...(post.repostedBy === actor && { reason: { $type: 'app.bsky.feed.defs#reasonRepost' } }),
      })),
      ...(older.length > limit && { cursor: page.at(-1)?.indexedAt }),
    },
  };
}

function refused(error: string, message: string): Reply {
  return { status: 400, json: { error, message } };
}

function sortedAt(post: Post): number {
  return Math.min(Date.parse(post.createdAt), Date.parse(post.indexedAt));
}

function viewOf(post: Post): Record<string, unknown> {
  return {
    uri: `at://did:plc:${post.handle}/app.bsky.feed.post/${post.key}`,
    cid: `bafyrei${post.key}`,
    author: {
      did: `did:plc:${post.handle}`,
      handle: post.handle,
      displayName: 'A Person',
      avatar: 'https://cdn.bsky.app/img/avatar',
    },
    record: {
      $type: 'app.bsky.feed.post',
      text: post.text,
      createdAt: post.createdAt,
      langs: ['en'],
    },
    replyCount: 0,
    repostCount: 2,
    likeCount: 5,
    quoteCount: 0,
    indexedAt: post.indexedAt,
    labels: [],
  };
}
