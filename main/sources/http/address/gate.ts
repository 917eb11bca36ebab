import type { LookupAddress } from 'node:dns';
import { isIP, isIPv4, type LookupFunction } from 'node:net';
import type { HttpPolicy } from '../http.ts';
import { refused } from '../troubles.ts';
import { specialRange, specialRangeOfResolved } from './ranges.ts';

/** Every address a name stands for. Handed in, so that tests can answer differently the second time. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface Gate {
  /** Throws where scheme or host may not be asked. `spelled`: the address as it was written, before URL made it canonical. */
  check(url: URL, spelled: string): void;
  /**
   * For the socket that connects to this URL: resolves, judges every address, and hands on exactly what was judged, so that
   * a second answer of the name can change nothing.
   */
  lookup(url: URL): LookupFunction;
}

export function createGate(policy: Pick<HttpPolicy, 'plainHttp' | 'privateHosts'>, resolve: Resolve): Gate {
  const declared = new Set(policy.privateHosts.map(declaredName));
  const isDeclared = (url: URL) => declared.has(url.origin) || declared.has(bareHost(url));

  return {
    check(url, spelled) {
      const host = bareHost(url);
      if (url.protocol !== 'https:' && url.protocol !== 'http:')
        throw refused(`${url.protocol}// is not asked: only https is.`, 'Correct the address.');
      if (url.protocol === 'http:' && !policy.plainHttp && !(isDeclared(url) && isLoopback(host)))
        throw refused(
          `http://${url.host} is not asked: without https anyone on the way could read it.`,
          'Use https in the address.',
        );
      if (isDeclared(url)) return;
      if (isIPv4(host) && !writtenOut(spelled, host))
        throw refused(
          `An address that is really ${host} in another spelling is not asked.`,
          'Write the address plainly, or use the name of the host.',
        );
      if (isIP(host) !== 0) judge(host, host, specialRange(host));
    },

    lookup(url) {
      const host = bareHost(url);
      const free = isDeclared(url);
      const mustBeLoopback = url.protocol === 'http:' && !policy.plainHttp;
      return (_host, options, done) => {
        resolve(host).then(
          (addresses) => {
            try {
              for (const { address } of addresses) {
                const range = specialRangeOfResolved(address);
                if (!free) judge(host, address, range);
                if (mustBeLoopback && range !== 'loopback') judge(host, address, 'not of this machine');
              }
              answer(addresses, options, done);
            } catch (error) {
              done(asError(error), '', 0);
            }
          },
          (error: unknown) => done(asError(error), '', 0),
        );
      };
    },
  };
}

function answer(
  addresses: readonly LookupAddress[],
  options: Parameters<LookupFunction>[1],
  done: Parameters<LookupFunction>[2],
): void {
  const usable =
    options.family === 4 || options.family === 6
      ? addresses.filter(({ family }) => family === options.family)
      : [...addresses];
  const [first] = usable;
  if (first === undefined) done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
  else if (options.all === true) done(null, usable);
  else done(null, first.address, first.family);
}

function judge(host: string, address: string, range: string | null): void {
  if (range === null) return;
  const what = host === address ? `${host} is` : `${host} leads to ${address}, which is`;
  throw refused(
    `${what} not asked: that address is ${range}, and the source doesn't declare it.`,
    'If it is meant, declare the host as a private one of this source.',
  );
}

/** `https://Example.com:443/` and `example.com` as URL would write them. */
function declaredName(entry: string): string {
  if (entry.includes('://')) return URL.canParse(entry) ? new URL(entry).origin : entry;
  const bracketed = entry.includes(':') && !entry.startsWith('[') ? `[${entry}]` : entry;
  return URL.canParse(`https://${bracketed}/`) ? bareHost(new URL(`https://${bracketed}/`)) : entry;
}

export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || specialRange(host) === 'loopback';
}

/** Whether the host of an address is these four numbers, and not one number, an octal or a full-width one made to look like it. */
function writtenOut(spelled: string, host: string): boolean {
  const authority = /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]*([^\\/?#]*)/i.exec(spelled)?.[1] ?? '';
  return authority.replace(/^.*@/, '').replace(/:\d*$/, '') === host;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The name could not be resolved.');
}
