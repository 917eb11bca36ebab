import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../conformance/sources/virtualClock.ts';
import { startGdelt } from '../servers/gdelt.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { type OpenedConnector, openConnector } from './openConnector.ts';
import { readStream } from './readStream.ts';
import { schemaFaults } from './schemaFaults.ts';

let clock: VirtualClock;
let server: VendorServer;
const opened: OpenedConnector[] = [];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-06-15T12:00:00Z'));
  server = await startGdelt(clock);
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await server.stop();
});

async function open(queries: readonly string[], more: Record<string, string> = {}): Promise<OpenedConnector> {
  const one = await openConnector('gdelt', {
    clock,
    origin: server.origin,
    vendor: ['https://api.gdeltproject.org'],
    config: { queries, start_date: '2026-01-01', ...more },
  });
  opened.push(one);
  return one;
}

test.each(['coverage', 'tone'])('reads %s by the day, one request in five seconds', async (stream) => {
  const { source } = await open(['"resin jewelry"', '(crochet OR knitting)']);
  const read = await readStream(source, stream);
  expect(read.troubles).toEqual([]);
  // 1 January to 14 June, of two searches.
  expect(read.records).toHaveLength(165 * 2);
  expect(schemaFaults(source, stream, read.records)).toEqual([]);
  expect(server.requests.map(({ query }) => query['query'])).toEqual([
    '"resin jewelry"',
    '(crochet OR knitting)',
  ]);
  expect((server.requests[1]?.at ?? 0) - (server.requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(5000);
});

test('never asks for a range so short that it is answered by the hour', async () => {
  const { source } = await open(['crochet'], { start_date: '2026-06-12' });
  const first = await readStream(source, 'coverage');
  expect(first.troubles).toEqual([]);
  clock.advance(86_400_000);
  const second = await readStream(source, 'coverage', { state: first.state });
  expect(second.troubles).toEqual([]);
  expect(second.records.at(-1)).toMatchObject({ day: '2026-06-15', articles: 17 });
  // Only what may have changed is asked for again.
  expect(server.requests.at(-1)?.query['startdatetime']).toBe('20260531000000');
});

test('goes on when it was told to ask less often', async () => {
  const { source } = await open(['crochet']);
  server.disturb({ status: 429, text: 'Please limit requests to one every 5 seconds or contact us.' }, 3);
  const read = await readStream(source, 'coverage');
  expect(read.records).toHaveLength(165);
  expect(server.requests).toHaveLength(4);
});

test('words a search that is not accepted, though it came with status 200', async () => {
  const { source } = await open(['"ab"', 'crochet']);
  const read = await readStream(source, 'coverage');
  expect(read.troubles[0]?.kind).toBe('config');
  expect(read.troubles[0]?.failure.message).toMatch(
    /doesn't accept one of the searches.*“The specified phrase is too short”/,
  );
  // The other search is read all the same.
  expect(read.records).toHaveLength(165);
});

test('a search that nothing matches is no failure', async () => {
  const { source } = await open(['nothing at all']);
  expect(await readStream(source, 'coverage')).toMatchObject({ records: [], status: 'complete' });
});
