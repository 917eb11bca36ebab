import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { expiredToken, graphError, graphInstant } from './metaGraph.ts';
import { type Arrived, type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const WEEK = 7 * 86_400_000;
const FIELDS = [
  'id',
  'caption',
  'children',
  'comments_count',
  'like_count',
  'media_type',
  'media_url',
  'permalink',
  'timestamp',
];

export interface InstagramHashtags extends VendorServer {
  expire(): void;
}

/**
 * Hashtag search and media. Thirty different hashtags in seven days; pages of at most fifty that all name the same `after`, which
 * leads on all the same; likes are left out where their owner hides them.
 */
export async function startInstagramHashtags(
  clock: VirtualClock,
  media: Readonly<Record<string, number>>,
  token: string,
): Promise<InstagramHashtags> {
  const lookedUp = new Map<string, number>();
  const read = new Map<string, number>();
  let expired = false;

  const server = await startVendorServer(clock, (arrived) => {
    const { path, query } = arrived;
    if (expired || query['access_token'] !== token) return expiredToken();
    if (query['user_id'] !== '17841400000000000')
      return graphError(400, 100, 'Unsupported get request. Object with that ID does not exist');
    if (path === '/v23.0/ig_hashtag_search') return search(query['q'] ?? '');
    const [, id, edge] = /^\/v23\.0\/(\d+)\/(recent_media|top_media)$/.exec(path) ?? [];
    const name = Object.keys(media).find((each) => idOf(each) === id);
    return name === undefined || edge === undefined
      ? graphError(400, 100, 'Unsupported get request.')
      : page(arrived, name, edge);
  });

  function search(q: string): Reply {
    if (media[q] === undefined)
      return graphError(400, 24, 'The requested resource does not exist', { subcode: 2207024 });
    const since = lookedUp.get(q);
    const fresh = [...lookedUp.values()].filter((at) => at > clock.now() - WEEK).length;
    if (since === undefined || since <= clock.now() - WEEK) {
      if (fresh >= 30)
        return graphError(400, 18, '(#18) This Instagram account has queried 30 unique hashtags', {
          subcode: 2207034,
        });
      lookedUp.set(q, clock.now());
    }
    return { json: { data: [{ id: idOf(q) }] } };
  }

  function page({ query }: Arrived, name: string, edge: string): Reply {
    const fields = (query['fields'] ?? 'id').split(',');
    const unknown = fields.find((field) => !FIELDS.includes(field));
    if (unknown !== undefined)
      return graphError(400, 100, `(#100) Tried accessing nonexisting field (${unknown})`);
    const limit = Number(query['limit'] ?? 25);
    if (!(limit <= 50)) return graphError(400, 100, '(#100) Param limit must be at most 50');
    const key = `${edge}:${name}`;
    // Which page it is, the vendor remembers: the cursor is the same each time.
    const from = query['after'] === undefined ? 0 : (read.get(key) ?? 0);
    read.set(key, from + limit);
    const count = media[name] ?? 0;
    const rows = Array.from({ length: Math.min(limit, count - from) }, (_, index) =>
      Object.fromEntries(Object.entries(medium(from + index)).filter(([field]) => fields.includes(field))),
    );
    const after = 'QVFIUmx1WTBpMGpXWTRHZA';
    const next = `https://graph.facebook.com/v23.0/${idOf(name)}/${edge}?access_token=${token}&after=${after}`;
    return {
      json: {
        data: rows,
        ...(rows.length > 0 && {
          paging: { cursors: { after }, ...(from + limit < count && { next }) },
        }),
      },
    };
  }

  function medium(index: number): Record<string, unknown> {
    return {
      id: `179${index}`,
      caption: 'Beads! by @someone',
      media_type: index % 2 === 0 ? 'IMAGE' : 'CAROUSEL_ALBUM',
      ...(index % 5 !== 0 && { like_count: 10 + index }),
      comments_count: index % 7,
      permalink: `https://www.instagram.com/p/${index}/`,
      timestamp: graphInstant(clock.now() - index * 60_000),
    };
  }

  return {
    ...server,
    expire() {
      expired = true;
    },
  };
}

function idOf(name: string): string {
  return `178${[...name].map((letter) => letter.charCodeAt(0)).join('')}`;
}
