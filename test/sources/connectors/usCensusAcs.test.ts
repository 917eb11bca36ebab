import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/sources/json.ts';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startUsCensusAcs } from '../servers/usCensusAcs.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

const KEY = '0123456789abcdef0123456789abcdef01234567';
const PEOPLE = 'B01003_001E';
const INCOME = 'B19013_001E';
const INCOME_MARGIN = 'B19013_001M';

let clock: VirtualClock;
let server: VendorServer;
const opened: OpenedConnector[] = [];

/** Any of table B25034 too, so that there are more than fifty. */
const variables = (name: string): string | null | undefined => {
  if (name === PEOPLE) return '39242785';
  if (name === INCOME) return '-666666666';
  if (name === INCOME_MARGIN) return '-222222222';
  if (name === 'B25077_001E') return '715900.5';
  if (name === 'B19013_001EA') return null;
  return /^B25034_\d{3}E$/.test(name) ? String(Number(name.slice(7, 10))) : undefined;
};

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-08-20T12:00:00Z'));
  server = await startUsCensusAcs(clock, { keys: [KEY], variables });
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(config: JsonObject = {}): Promise<OpenedConnector> {
  const one = await openConnector('us-census-acs', {
    clock,
    origin: server.origin,
    vendor: ['https://api.census.gov'],
    config: { api_key: KEY, years: ['2023'], variables: [PEOPLE, INCOME], geography: 'state:*', ...config },
  });
  opened.push(one);
  return one;
}

test('reads a row for each place and year, figures as numbers and codes as text', async () => {
  const { source, facts } = await open({
    years: ['2022', '2023'],
    variables: [PEOPLE, INCOME, INCOME_MARGIN, 'B25077_001E', 'B19013_001EA'],
  });
  const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(read.records).toHaveLength(6);
  expect(read.records[0]).toEqual({
    NAME: 'California',
    GEO_ID: '0400000US06',
    state: '06',
    [PEOPLE]: 39_242_785,
    // No estimate, and no margin of it: the Bureau's numbers for that are no incomes.
    [INCOME]: null,
    [INCOME_MARGIN]: null,
    B25077_001E: 715_900.5,
    B19013_001EA: null,
    year: 2022,
    variable_group: PEOPLE,
  });
  expect(read.records.map(({ year }) => year)).toEqual([2022, 2022, 2022, 2023, 2023, 2023]);
  // The schema can't name what a person chooses; everything else it does.
  expect(schemaFaults(source, 'acs5', read.records).filter((fault) => !/^B\d/.test(fault))).toEqual([]);
  expect(server.requests[0]?.query).toEqual({
    get: `NAME,GEO_ID,${PEOPLE},${INCOME},${INCOME_MARGIN},B25077_001E,B19013_001EA`,
    for: 'state:*',
    key: KEY,
  });
  expect(facts.terms.notice).toMatch(/not endorsed or certified by the Census Bureau/);
});

test('asks for more than fifty variables in several requests, whose rows stay apart', async () => {
  const many = Array.from({ length: 100 }, (_, index) => `B25034_${String(index + 1).padStart(3, '0')}E`);
  const { source } = await open({ variables: many });
  const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
  expect(read.troubles).toEqual([]);
  expect(server.requests.map(({ query }) => query['get']?.split(',').length)).toEqual([50, 50, 6]);
  expect(new Set(read.records.map(({ GEO_ID, variable_group }) => `${GEO_ID} ${variable_group}`)).size).toBe(
    9,
  );
  const oregon = read.records.filter(({ state }) => state === '41');
  expect(Object.assign({}, ...oregon)).toMatchObject({
    B25034_001E: 1,
    B25034_048E: 48,
    B25034_049E: 49,
    B25034_100E: 100,
  });
});

test('asks within a place where one is entered', async () => {
  const { source } = await open({ geography: 'county:*', within: 'state:06' });
  const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
  expect(read.records).toMatchObject([{ state: '06', county: '037' }, { county: '075' }]);
  expect(server.requests[0]?.query).toMatchObject({ for: 'county:*', in: 'state:06' });
});

test('a place that isn’t there is no failure', async () => {
  const { source } = await open({ geography: 'county:*', within: 'state:99' });
  expect(await readStream(source, 'acs5', { mode: 'full_refresh' })).toMatchObject({
    records: [],
    status: 'complete',
    troubles: [],
  });
});

test('says that the key is not accepted, which the Bureau does on a page with status 200', async () => {
  for (const api_key of ['ffffffffffffffffffffffffffffffffffffffff', 'not a key']) {
    const { source } = await open({ api_key });
    const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
    expect(read.troubles[0]?.kind).toBe('config');
    expect(read.troubles[0]?.failure.message).toMatch(/does not accept the key.*mail/);
    expect(JSON.stringify(read.troubles)).not.toContain(api_key);
    expect((await source.check(new AbortController().signal)).ok).toBe(false);
  }
});

test('hands on the Bureau’s words about a variable or a geography, and tells of a year that isn’t there', async () => {
  const told = async (config: JsonObject) => {
    const { source } = await open(config);
    const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
    expect(read.records).toEqual([]);
    return `${read.troubles[0]?.kind}: ${read.troubles[0]?.failure.message}`;
  };
  expect(await told({ variables: ['B99999_001E'] })).toMatch(/^config.*unknown variable 'B99999_001E'/);
  expect(await told({ geography: 'planet:*' })).toMatch(/^config.*geography hierarchy/);
  expect(await told({ years: ['2025'] })).toMatch(/^config.*no five-year survey of that year/);
});

test('waits when it is asked to, and keeps one request after another', async () => {
  const { source } = await open({ years: ['2020', '2021', '2022', '2023'] });
  server.disturb({ status: 429, text: 'Too many requests', headers: { 'Retry-After': '30' } });
  const read = await readStream(source, 'acs5', { mode: 'full_refresh' });
  expect(read.records).toHaveLength(12);
  expect((server.requests[1]?.at ?? 0) - (server.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
});
