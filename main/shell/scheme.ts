import type { CustomScheme } from 'electron';

/** The only origin whose pages are ours. */
export const ORIGIN = 'app://leadline';
export const START_PAGE = `${ORIGIN}/`;

/**
 * A standard, secure scheme, so that the page has an origin of its own instead of file:'s right to read the disk. Fetch is
 * offered because loading modules may count as it; the page's own policy still says connect-src 'none'.
 */
export const PAGE_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

export interface PageSource {
  read(
    path: string,
  ): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }>;
}

/** Whether an address is one of our pages; a look-alike such as `app://leadline.evil` is not. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'app:' && host === 'leadline' && username === '' && password === '';
}

/** Answers every request of the scheme from the built pages. */
export function answerFrom(pages: PageSource): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOwnPage(request.url)) return new Response('There is no such page.\n', { status: 404 });
    if (request.method !== 'GET') return new Response('Pages are only read.\n', { status: 405 });
    // Cut from the text, not from a parsed URL: parsing would decode and fold what must be judged as it came.
    const { status, headers, body } = await pages.read(request.url.slice(ORIGIN.length));
    return new Response(new Uint8Array(body), { status, headers: { ...headers } });
  };
}
