import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

export interface TiktokAccount extends VendorServer {
  /** As if the person took the permission back. */
  revoke(): void;
  /** Seconds since 1970 of the videos, newest first; may be changed while it runs. */
  readonly videos: number[];
}

const FIELDS = new Set(
  'id,create_time,cover_image_url,share_url,video_description,duration,height,width,title,embed_html,embed_link,like_count,comment_count,share_count,view_count'.split(
    ',',
  ),
);

/**
 * Login with refresh tokens good for one exchange, access tokens good for two hours, videos twenty at a time by a cursor in the
 * body, 600 requests a minute and address.
 */
export async function startTiktokAccount(
  clock: VirtualClock,
  videos: number[],
  firstRefreshToken: string,
): Promise<TiktokAccount> {
  let refreshToken: string | null = firstRefreshToken;
  let access: { token: string; until: number } | null = null;
  let exchanges = 0;
  const throttle = createThrottle(clock, 600, 60);

  const server = await startVendorServer(clock, (arrived) => {
    if (arrived.path === '/v2/oauth/token/') return exchange(arrived);
    if (throttle() > 0)
      return failed(429, 'rate_limit_exceeded', 'The API rate limit was exceeded. Please try again later.');
    const said = arrived.headers['authorization'];
    if (access === null || access.until <= clock.now() || said !== `Bearer ${access.token}`)
      return failed(401, 'access_token_invalid', 'The access token is invalid or not found in the request.');
    if (arrived.path === '/v2/video/list/' && arrived.method === 'POST') return list(arrived);
    if (arrived.path === '/v2/user/info/' && arrived.method === 'GET')
      return {
        json: {
          data: {
            user: {
              open_id: 'open-1',
              follower_count: 1200,
              following_count: 10,
              likes_count: 34_000,
              video_count: videos.length,
            },
          },
          error: fine(),
        },
      };
    return failed(404, 'invalid_params', 'Unsupported path');
  });

  function exchange({ method, form }: Arrived): Reply {
    if (method !== 'POST' || form['client_key'] === undefined || form['client_secret'] === undefined)
      return oauthError('invalid_request', 'The request parameters are malformed.');
    if (form['grant_type'] !== 'refresh_token')
      return oauthError('unsupported_grant_type', 'The grant type is not supported.');
    if (refreshToken === null || form['refresh_token'] !== refreshToken)
      return oauthError('invalid_grant', 'Refresh token is invalid or expired.');
    exchanges += 1;
    refreshToken = `rft.renewed-${exchanges}`;
    access = { token: `act.access-${exchanges}`, until: clock.now() + 7_200_000 };
    return {
      json: {
        access_token: access.token,
        expires_in: 7200,
        open_id: 'open-1',
        refresh_expires_in: 31_536_000,
        refresh_token: refreshToken,
        scope: 'user.info.basic,video.list',
        token_type: 'Bearer',
      },
    };
  }

  function list({ query, json }: Arrived): Reply {
    const fields = (query['fields'] ?? '').split(',');
    if (fields.some((field) => !FIELDS.has(field))) return failed(400, 'invalid_params', 'Invalid fields');
    const asked = (json ?? {}) as { max_count?: number; cursor?: number };
    const most = asked.max_count ?? 10;
    if (!(most >= 1 && most <= 20)) return failed(400, 'invalid_params', 'max_count must be at most 20');
    if (asked.cursor !== undefined && !Number.isInteger(asked.cursor))
      return failed(400, 'invalid_params', 'cursor must be a number');
    const until = asked.cursor === undefined ? Number.POSITIVE_INFINITY : asked.cursor / 1000;
    const older = videos.filter((at) => at < until);
    const page = older.slice(0, most);
    return {
      json: {
        data: {
          videos: page.map((at) =>
            Object.fromEntries(Object.entries(video(at)).filter(([name]) => fields.includes(name))),
          ),
          cursor: (page.at(-1) ?? 0) * 1000,
          has_more: older.length > page.length,
        },
        error: fine(),
      },
    };
  }

  return {
    ...server,
    videos,
    revoke() {
      refreshToken = null;
      access = null;
    },
  };
}

function video(at: number): Record<string, unknown> {
  return {
    id: `7${at}000000001`,
    create_time: at,
    title: 'How I pour resin',
    video_description: 'How I pour resin #resinart',
    duration: 34,
    share_url: 'https://www.tiktok.com/@shop/video/1',
    view_count: 5000 + (at % 100),
    like_count: 300,
    comment_count: 12,
    share_count: 4,
  };
}

function fine(): Record<string, string> {
  return { code: 'ok', message: '', log_id: '20260615120000' };
}

function failed(status: number, code: string, message: string): Reply {
  return { status, json: { data: {}, error: { code, message, log_id: '20260615120000' } } };
}

function oauthError(error: string, description: string): Reply {
  return { status: 400, json: { error, error_description: description, log_id: '20260615120000' } };
}
