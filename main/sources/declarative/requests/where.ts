import type { HttpResponse, Pairs } from '../../http/http.ts';

/** Host and path of an address as a message may show them: what stands in a query may be a key. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the address';
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
}

/** The value of a header, without regard to case. */
export function headerOf(headers: Pairs, name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([given]) => given.toLowerCase() === wanted)?.[1] ?? null;
}

/** Below 400 an answer is one that may hold records. */
export function succeeded(response: HttpResponse): boolean {
  return response.status < 400;
}
