import type { Pairs } from '../../http/http.ts';

const ABSOLUTE = /^https?:\/\//i;

/** Null: no web address comes of it. A path that is a whole address stands alone. */
export function joinAddress(base: string, path: string): string | null {
  if (ABSOLUTE.test(path)) return normal(path);
  if (path === '') return normal(base);
  // Joined as text: to a URL parser `orders:search` would be a scheme.
  const inside = path.replace(/^\/+/, '');
  const slash = base.endsWith('/') || /^[?#]/.test(inside) ? '' : '/';
  return normal(base + slash + inside);
}

function normal(address: string): string | null {
  const trimmed = address.trim();
  return ABSOLUTE.test(trimmed) && URL.canParse(trimmed) ? trimmed : null;
}

/** Parameters that the address has already with the same value are not said twice; the others are added to its own. */
export function withParameters(address: string, parameters: Pairs): string {
  const url = new URL(address);
  const there = new Map<string, string>();
  for (const [name, value] of url.searchParams) if (value !== '' && !there.has(name)) there.set(name, value);
  const repeated = new Set(
    parameters
      .filter(([name], at) => parameters.some(([other], place) => other === name && place !== at))
      .map(([name]) => name),
  );
  const added = parameters.filter(([name, value]) => repeated.has(name) || there.get(name) !== value);
  if (added.length > 0) {
    const query = new URLSearchParams(added.map(([name, value]) => [name, value])).toString();
    url.search = url.search === '' ? query : `${url.search}&${query}`;
  }
  url.hash = '';
  return url.href;
}

/**
 * Whether an address that a vendor's answer gave may be told the credentials of the connector's own: the same host, or over
 * https one of the same owner, as far as names tell.
 */
export function sameOwner(own: string, given: string): boolean {
  if (!URL.canParse(own)) return true;
  const [here, there] = [new URL(own), new URL(given)];
  if (here.host === there.host) return here.protocol === there.protocol || there.protocol === 'https:';
  if (there.protocol !== 'https:' || /^[\d.]+$|:/.test(there.hostname)) return false;
  return ownerOf(here.hostname) === ownerOf(there.hostname);
}

/** The last two labels of a name, three under the likes of `co.uk`. */
function ownerOf(host: string): string {
  const labels = host.toLowerCase().split('.');
  const short = labels.slice(-2).every((label) => label.length <= 3) && labels.length > 2;
  return labels.slice(short ? -3 : -2).join('.');
}
