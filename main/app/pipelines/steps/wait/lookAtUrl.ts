import { createHash } from 'node:crypto';
import * as z from 'zod';
import { fail } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd } from '../../../../pipelines/run/runner.ts';
import type { HostPort, Surroundings } from '../../../../pipelines/surroundings.ts';
import type { SourceClock } from '../../../../sources/clock.ts';
import { createHttp } from '../../../../sources/http/createHttp.ts';
import type { HttpRequest, HttpResponse, Pairs, RateMemory } from '../../../../sources/http/http.ts';
import { retryAfter } from '../../../../sources/http/limits/rateNews.ts';
import { httpPolicy } from '../../../../sources/http/policy.ts';
import { failedWith, never } from '../ends.ts';

export interface UrlOptions {
  readonly version: string;
  readonly http: SourceClock;
  readonly surroundings: Pick<Surroundings, 'reachable'>;
  /** Origins on private networks that may be asked all the same: a test's own server. */
  readonly privateHosts?: readonly string[];
}

const MOST_BYTES = 16 * 1024 * 1024;
const TOTAL_MS = 60_000;

/** What was seen of an address; one of them is enough to know it again. */
const Seen = z.strictObject({
  etag: z.string().optional(),
  modified: z.string().optional(),
  hash: z.string().optional(),
  /** There was nothing. */
  absent: z.boolean().optional(),
});
type Seen = z.infer<typeof Seen>;

/** Nothing is remembered of how often was asked: the poll says it. */
const NO_MEMORY: RateMemory = { read: async () => undefined, write: async () => undefined };

/** Whether what an address holds has changed since the last look; the first look only remembers it. */
export async function lookAtUrl(
  url: string,
  call: Pick<StepCall<'wait'>, 'cursor' | 'signal'>,
  pollMs: number,
  options: UrlOptions,
): Promise<StepEnd> {
  const before = Seen.safeParse(call.cursor).data ?? null;
  const transport = createHttp(
    httpPolicy({
      userAgent: `Leadline/${options.version}`,
      mostBytes: MOST_BYTES,
      totalMs: TOTAL_MS,
      idleMs: TOTAL_MS / 2,
      privateHosts: options.privateHosts ?? [],
    }),
    { clock: options.http, memory: NO_MEMORY },
  );
  try {
    const sent = await transport.send(requestFor(url, before, call.signal));
    if (!sent.ok) return await unanswered(sent.failure);
    return await answered(sent.value);
  } finally {
    await transport.close();
  }

  async function unanswered(failure: Parameters<typeof failedWith>[0]): Promise<StepEnd> {
    if (failure.code !== 'SOURCE_UNREACHABLE') return failedWith(never(failure));
    const host = hostOfUrl(url);
    const hosts = host === null ? [] : [host];
    if (hosts.length > 0 && !(await options.surroundings.reachable(hosts, call.signal)))
      return { is: 'offline', hosts, told: `${hosts[0]?.host} can't be reached.` };
    return { is: 'again', told: failure.message, cursor: call.cursor, pollMs };
  }

  async function answered(response: HttpResponse): Promise<StepEnd> {
    const { status, headers, body } = response;
    if (status === 304) return unchanged();
    if (status === 401 || status === 403) {
      body.cancel();
      return failedWith(
        fail('SOURCE_REFUSED', {
          message: `${shown(url)} may not be read: it answers with ${status}.`,
          next: 'Name an address that anybody may read.',
          subject: shown(url),
        }).failure,
      );
    }
    if (status === 404 || status === 410) {
      body.cancel();
      return decide({ absent: true });
    }
    if (status < 200 || status > 299) {
      body.cancel();
      const asked = retryAfter(headers, options.http.now());
      const wait = asked === null ? pollMs : Math.max(pollMs, asked - options.http.now());
      return {
        is: 'again',
        told: `${shown(url)} answers with ${status}.`,
        cursor: call.cursor,
        pollMs: wait,
      };
    }
    const etag = header(headers, 'etag');
    const modified = header(headers, 'last-modified');
    if (etag !== undefined || modified !== undefined) {
      body.cancel();
      return decide({ ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }) });
    }
    const bytes = await body.bytes();
    if (!bytes.ok)
      return bytes.failure.code === 'SOURCE_UNREACHABLE'
        ? { is: 'again', told: bytes.failure.message, cursor: call.cursor, pollMs }
        : failedWith(never(bytes.failure));
    return decide({ hash: createHash('sha256').update(bytes.value).digest('hex') });
  }

  function decide(now: Seen): StepEnd {
    if (before === null) return { is: 'again', told: firstLook(now), cursor: now, pollMs };
    if (same(before, now)) return unchanged(now);
    if (now.absent === true)
      return { is: 'again', told: `There is nothing at ${shown(url)} any more.`, cursor: now, pollMs };
    return { is: 'succeeded', told: `${shown(url)} has changed.`, wrote: [] };
  }

  function firstLook(now: Seen): string {
    return now.absent === true
      ? `There is nothing at ${shown(url)} yet.`
      : `${shown(url)} was looked at for the first time.`;
  }

  function unchanged(now: Seen | null = before): StepEnd {
    const told =
      now?.absent === true ? `There is nothing at ${shown(url)} yet.` : `${shown(url)} has not changed.`;
    return { is: 'again', told, cursor: now, pollMs };
  }
}

function requestFor(url: string, before: Seen | null, signal: AbortSignal): HttpRequest {
  const headers: Pairs = [
    ...(before?.etag === undefined ? [] : [['if-none-match', before.etag] as const]),
    ...(before?.modified === undefined || before.etag !== undefined
      ? []
      : [['if-modified-since', before.modified] as const]),
  ];
  return { method: 'GET', url, headers, secret: { headers: [], parameters: [] }, stream: 'wait', signal };
}

/** A weak and a strong tag of the same letters are of the same content, as far as anybody waits for it. */
function same(before: Seen, now: Seen): boolean {
  if (before.absent === true || now.absent === true) return before.absent === now.absent;
  const plain = (etag: string) => etag.replace(/^W\//, '');
  if (before.etag !== undefined && now.etag !== undefined) return plain(before.etag) === plain(now.etag);
  if (before.modified !== undefined && now.modified !== undefined) return before.modified === now.modified;
  return before.hash !== undefined && before.hash === now.hash;
}

function header(headers: Pairs, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

export function hostOfUrl(url: string): HostPort | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  if (hostname === '') return null;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
  };
}

/** Without what may be a key. */
function shown(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
