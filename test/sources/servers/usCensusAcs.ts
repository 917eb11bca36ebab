import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { type Reply, startVendorServer, type VendorServer } from './vendorServer.ts';

const KEY = /^[0-9a-f]{40}$/;
const PLACES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  state: [
    ['06', 'California', '0400000US06'],
    ['41', 'Oregon', '0400000US41'],
    ['72', 'Puerto Rico', '0400000US72'],
  ],
  county: [
    ['037', 'Los Angeles County, California', '0500000US06037'],
    ['075', 'San Francisco County, California', '0500000US06075'],
  ],
};

/**
 * Five-year surveys from 2009 to the one before last year, as https://api.census.gov/data/<year>/acs/acs5 answers: rows of text under a
 * header row, at most fifty names in `get`, plain words with status 400, nothing at all with 204, and whoever has no key or one that
 * isn't known sent to a page.
 */
export function startUsCensusAcs(
  clock: VirtualClock,
  told: { readonly keys: readonly string[]; readonly variables: (name: string) => string | null | undefined },
): Promise<VendorServer> {
  return startVendorServer(clock, ({ method, path, query }): Reply | undefined => {
    if (path === '/data/missing_key.html')
      return page('Missing Key', 'A valid key must be included with each data API request.');
    if (path === '/data/invalid_key.html')
      return page(
        'Invalid Key',
        'A valid key must be included with each data API request. You included a key with this request, however, it is not valid.',
      );
    const [, year] = /^\/data\/(\d{4})\/acs\/acs5$/.exec(path) ?? [];
    if (method !== 'GET' || year === undefined) return undefined;
    const newest = new Date(clock.now()).getUTCFullYear() - 2;
    if (Number(year) < 2009 || Number(year) > newest)
      return {
        status: 404,
        type: 'text/html',
        text: '<html><head><title>404 Not Found</title></head></html>',
      };
    if (query['key'] === undefined) return { status: 302, headers: { Location: '/data/missing_key.html' } };
    if (!KEY.test(query['key']) || !told.keys.includes(query['key']))
      return { status: 302, headers: { Location: '/data/invalid_key.html', 'X-DataWebAPI-KeyError': '1' } };
    return table(query, told.variables);
  });
}

function table(
  query: Readonly<Record<string, string>>,
  figureOf: (name: string) => string | null | undefined,
): Reply {
  const names = (query['get'] ?? '').split(',');
  if (names.length > 50) return wrong('error: exceeded maximum number of variables (50)');
  const unknown = names.find((name) => !['NAME', 'GEO_ID'].includes(name) && figureOf(name) === undefined);
  if (unknown !== undefined) return wrong(`error: unknown variable '${unknown}'`);
  const [level = '', code = ''] = (query['for'] ?? '').split(':');
  const places = PLACES[level];
  if (places === undefined) return wrong('error: unknown/unsupported geography hierarchy');
  const within = query['in'] === undefined ? null : /^state:(\d\d)$/.exec(query['in']);
  if (query['in'] !== undefined && within === null) return wrong("error: invalid 'in' argument");
  const found = places.filter(([id]) => code === '*' || id === code);
  const rows = within === null || within[1] === '06' ? found : [];
  if (rows.length === 0) return { status: 204, text: '' };
  const ofState = level === 'county';
  const header = [...names, ...(ofState ? ['state', 'county'] : [level])];
  return {
    json: [
      header,
      ...rows.map(([id = '', name, geoId]) => [
        ...names.map((wanted) => {
          if (wanted === 'NAME') return name;
          return wanted === 'GEO_ID' ? geoId : figureOf(wanted);
        }),
        ...(ofState ? ['06', id] : [id]),
      ]),
    ],
  };
}

function wrong(text: string): Reply {
  return { status: 400, type: 'text/plain;charset=utf-8', text };
}

function page(title: string, text: string): Reply {
  return {
    type: 'text/html',
    text: `<html><head><title>${title}</title></head><body><p>${text}</p></body></html>`,
  };
}
