import type { Pairs } from '../http.ts';

/** What goes over the wire once: a request, or where a redirect led it. */
export interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Pairs;
  readonly body: Uint8Array | null;
}

/** How a hop is called in a failure: without its query, which may hold a key. */
export function whereOf(hop: Pick<Hop, 'method' | 'url'>): string {
  return `${hop.method} ${hop.url.origin}${hop.url.pathname}`;
}

export function headerOf(headers: Pairs, name: string): string | undefined {
  return headers.find(([given]) => given.toLowerCase() === name)?.[1];
}
