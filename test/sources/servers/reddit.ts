import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

/** Seconds since 1970, newest first. */
export type Communities = Readonly<Record<string, readonly number[] | 'private'>>;

export interface Reddit extends VendorServer {
  revoke(): void;
}

/**
 * Listings of oauth.reddit.com: `after` of the last, about a thousand at most; a hundred requests a minute told by the
 * X-Ratelimit headers; login by client credentials with Basic; a User-Agent that says who it is.
 */
export async function startReddit(
  clock: VirtualClock,
  communities: Communities,
  app: { readonly id: string; readonly secret: string },
): Promise<Reddit> {
  const throttle = createThrottle(clock, 100, 60);
  let token: { readonly text: string; readonly until: number } | null = null;
  let revoked = false;
  const server = await startVendorServer(clock, (arrived) => {
    const { path, headers, query, form } = arrived;
    if (!/\([^)]+\)/.test(headers['user-agent'] ?? '')) return said(429, 'Too Many Requests');
    if (path === '/api/v1/access_token') {
      const basic = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`;
      if (revoked || headers['authorization'] !== basic) return said(401, 'Unauthorized');
      if (form['grant_type'] !== 'client_credentials') return { json: { error: 'unsupported_grant_type' } };
      token = { text: 'reddit-token', until: clock.now() + 86_400_000 };
      return {
        json: {
          access_token: token.text,
          token_type: 'bearer',
          expires_in: 86_400,
          scope: '*',
          device_id: 'none',
        },
      };
    }
    if (
      revoked ||
      token === null ||
      token.until <= clock.now() ||
      headers['authorization'] !== `Bearer ${token.text}`
    )
      return said(401, 'Unauthorized');
    const wait = throttle();
    const rate = {
      'X-Ratelimit-Used': wait > 0 ? '100' : '1',
      'X-Ratelimit-Remaining': wait > 0 ? '0.0' : '99.0',
      'X-Ratelimit-Reset': String(Math.max(1, wait)),
    };
    if (wait > 0) return { ...said(429, 'Too Many Requests'), headers: rate };
    const [, name] = /^\/r\/([^/]+)\/new$/.exec(path) ?? [];
    const posts = path === '/search' ? found(query['q'] ?? '', communities) : communities[name ?? ''];
    if (posts === undefined) return { ...said(404, 'Not Found'), headers: rate };
    if (posts === 'private') return { ...said(403, 'Forbidden', 'private'), headers: rate };
    return { ...listing(arrived, posts), headers: rate };
  });
  return {
    ...server,
    revoke() {
      revoked = true;
    },
  };
}

function found(q: string, communities: Communities): readonly number[] {
  const name = q.replaceAll('"', '');
  const posts = communities[name];
  return posts === undefined || posts === 'private' ? [] : posts;
}

function listing({ query }: Arrived, posts: readonly number[]): Reply {
  const limit = Math.min(Number(query['limit'] ?? 25), 100);
  const reachable = posts.slice(0, 1000);
  const from =
    query['after'] === undefined ? 0 : reachable.findIndex((at) => nameOf(at) === query['after']) + 1;
  const page = reachable.slice(from, from + limit);
  const last = page.at(-1);
  const more = from + limit < reachable.length && last !== undefined;
  return {
    json: {
      kind: 'Listing',
      data: {
        after: more ? nameOf(last) : null,
        before: null,
        dist: page.length,
        children: page.map((at) => ({ kind: 't3', data: postOf(at) })),
      },
    },
  };
}

function postOf(at: number): Record<string, unknown> {
  return {
    id: nameOf(at).slice(3),
    name: nameOf(at),
    subreddit: 'crochet',
    author: 'a_person',
    author_fullname: 't2_1',
    title: 'My first basket',
    selftext: 'I made this',
    created_utc: at + 0.0,
    score: 12,
    upvote_ratio: 0.97,
    num_comments: 3,
    over_18: false,
    permalink: '/r/crochet/comments/1',
  };
}

function nameOf(at: number): string {
  return `t3_${at.toString(36)}`;
}

function said(error: number, message: string, reason?: string): Reply {
  return { status: error, json: { message, error, ...(reason !== undefined && { reason }) } };
}
