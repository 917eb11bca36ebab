import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { AskWeb } from '../../../pipelines/alerts/askWeb.ts';
import { bareHost } from '../../../sources/http/address/gate.ts';
import { specialRangeOfResolved } from '../../../sources/http/address/ranges.ts';
import { createHttp } from '../../../sources/http/createHttp.ts';
import type { HttpPolicy } from '../../../sources/http/http.ts';
import { httpPolicy } from '../../../sources/http/policy.ts';
import { realClock } from '../../sources/realClock.ts';

export interface AskWebOptions {
  readonly version: string;
  /** For tests: loopback over plain http, and the authority that signed a test's certificate. */
  readonly test?: { readonly loopback?: boolean; readonly ca?: string };
}

/** Below the twenty seconds of a sending: who can't be reached is told from who doesn't answer. */
const CONNECT_MS = 8_000;
const MOST_MS = 60_000;
const MOST_BYTES = 64 * 1024;
const READ_LETTERS = 2_000;

/**
 * The transport of sources, with its judged and pinned addresses, for webhooks and the heartbeat: a connection of its own each
 * time, no redirect followed, the answer bounded.
 */
export function createAskWeb({ version, test = {} }: AskWebOptions): AskWeb {
  const fixed = {
    clock: realClock,
    memory: { read: async () => undefined, write: async () => undefined },
    ...(test.ca === undefined ? {} : { ca: test.ca }),
  };

  return async ({ method, address, body, private: declared }, signal) => {
    const url = new URL(address.reveal());
    const policy: HttpPolicy = httpPolicy({
      userAgent: `Leadline/${version}`,
      privateHosts: declared || test.loopback === true ? [url.origin, bareHost(url)] : [],
      mostBytes: MOST_BYTES,
      connectMs: CONNECT_MS,
      idleMs: MOST_MS,
      totalMs: MOST_MS,
      redirects: 0,
    });
    const host = bareHost(url);
    const addresses = isIP(host) === 0 ? [] : [host];
    let first: number | null = null;
    const http = createHttp(policy, {
      ...fixed,
      async resolve(name) {
        const found = await lookup(name, { all: true });
        addresses.push(...found.map(({ address }) => address));
        return found;
      },
      trace({ status }) {
        first ??= status;
      },
    });
    try {
      const answered = await http.send({
        method,
        url: url.href,
        headers: [
          ['accept', 'application/json, text/plain;q=0.9, */*;q=0.5'],
          ...(body === undefined ? [] : [['content-type', 'application/json; charset=utf-8'] as const]),
        ],
        ...(body === undefined ? {} : { body }),
        secret: { headers: [], parameters: [...url.searchParams.keys()], bodies: true },
        stream: 'alerts',
        signal,
      });
      if (!answered.ok) {
        if (answered.failure.code !== 'HTTP_REFUSED') return answered;
        // The transport refuses what would be a second request; to us the first one's answer is the answer.
        if (isRedirect(first)) return ok({ status: first, retryAfter: null, contentType: '', text: '' });
        return addresses.some((one) => specialRangeOfResolved(one) !== null)
          ? ofOwnNetwork(url.host)
          : answered;
      }
      const { status, headers, body: answer } = answered.value;
      const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1];
      const bytes = await answer.bytes();
      // The status is the answer; what stands below it may be too large, or cut off.
      if (!bytes.ok && bytes.failure.code === 'CANCELLED') return bytes;
      const text = bytes.ok ? new TextDecoder().decode(bytes.value.subarray(0, 4 * READ_LETTERS)) : '';
      return ok({
        status,
        retryAfter: header('retry-after') ?? null,
        contentType: header('content-type') ?? '',
        text: text.slice(0, READ_LETTERS),
      });
    } finally {
      await http.close();
    }
  };
}

function isRedirect(status: number | null): status is number {
  return status !== null && status >= 300 && status < 400;
}

function ofOwnNetwork(host: string): Result<never> {
  return fail('HTTP_REFUSED', {
    message: `${host} is not asked: it is an address of this machine or of a private network.`,
    next: 'If that is meant, write private: true beside it in alerts.yml.',
  });
}
