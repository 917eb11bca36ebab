import type { HttpPolicy } from './http.ts';

const MB = 1024 ** 2;

/** What holds where a connector declares nothing else. */
export function httpPolicy(given: Partial<HttpPolicy> & Pick<HttpPolicy, 'userAgent'>): HttpPolicy {
  return {
    plainHttp: false,
    privateHosts: [],
    mostBytes: 256 * MB,
    mostRatio: 200,
    connectMs: 15_000,
    // Some vendors compute a report while the request is open.
    idleMs: 120_000,
    totalMs: 30 * 60_000,
    redirects: 10,
    rates: [],
    ...given,
  };
}
