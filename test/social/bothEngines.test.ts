import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { everyAnswer, expectSound, STUDY, said } from './everyAnswer.ts';
import { openShop, type Shop } from './shop.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FIRST = 20_000;
const DAYS = 420;
const LEAD = 14;
const MUG = { signal: 'tiktok/frogs/views', outcome: 'mug/units' };

let server: PostgresServer;
let shops: readonly [sqlite: Shop, postgres: Shop];
beforeAll(async () => {
  server = await startPostgres();
  shops = [await openShop(), await openShop(undefined, await server.database())];
});
afterAll(async () => {
  for (const shop of shops ?? []) await shop.close();
  await server?.stop();
});

/** What a mug follows after two weeks, on two platforms, with a spike that is some days old; two others follow nothing. */
function made() {
  const random = createRandom(2);
  const frogs = Array.from({ length: DAYS }, (_, t) =>
    Math.round(
      1_000 *
        Math.exp(0.2 * Math.sin((2 * Math.PI * t) / 7) + 0.4 * random.normal()) *
        (t >= DAYS - 3 ? 10 : 1),
    ),
  );
  const mugs = frogs.map((_, t) =>
    Math.round(60 * ((frogs[t - LEAD] ?? 1_000) / 1_000) ** 0.5 * Math.exp(0.08 * random.normal())),
  );
  const reddit = frogs.map((value) => Math.round(value * 0.1 * Math.exp(0.5 * random.normal())));
  const other = syntheticPair(77, 'null_shared_season', { days: DAYS });
  return { frogs, mugs, reddit, toads: [...other.social], bowls: [...other.sales] };
}

async function fill(shop: Shop) {
  const { frogs, mugs, reddit, toads, bowls } = made();
  const day = (t: number) => writeDay(FIRST + t);
  const seen = (platform: string, trend: string, metric: string, values: readonly number[]) =>
    values.map((value, t) => `${day(t)},${platform},${trend},${metric},${Math.round(value)}`);
  const sold = (product: string, values: readonly number[]) =>
    values.map((value, t) => `${day(t)},${product},${value},${value * 900},100,${t % 50 !== 7}`);
  await shop.bring('signals', [
    ...seen('tiktok', 'frogs', 'views', frogs),
    ...seen('reddit', 'frogs', 'posts', reddit),
    ...seen('tiktok', 'Öl & <b>Kröten</b>', 'views', toads),
  ]);
  await shop.bring('outcomes', [...sold('mug', mugs), ...sold('bowl', bowls), ...sold('Zylinder', bowls)]);
  await shop.bring('trends', [
    'frogs,Frogs,memes,#frogs,2024-01-01',
    'Öl & <b>Kröten</b>,Toad oil,,#toads #diy,2024-01-01',
  ]);
  await shop.bring('products', [
    'mug,Frog mug,frog,Us,900,EUR,2024-01-01',
    'bowl,Toad bowl,toad,Us,1900,EUR,2024-01-01',
    'Zylinder,Zylinder,hat,Us,4900,EUR,2024-01-01',
  ]);
  await shop.bring('links', ['frogs,mug,accepted', 'Öl & <b>Kröten</b>,bowl,accepted', 'frogs,Zylinder,']);
}

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)/g;
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** Figures to nine digits; moments and ids of builds are each run's own. */
function alike(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (typeof value === 'string') return value.replace(INSTANT, 'then').replace(UUID, 'id');
  if (Array.isArray(value)) return value.map(alike);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, alike(one)]));
}

/** Each does it, and both answer the same. */
async function both<T>(work: (shop: Shop) => Promise<T>): Promise<T> {
  const [sqlite, postgres] = [await work(shops[0]), await work(shops[1])];
  expect(alike(postgres)).toEqual(alike(sqlite));
  return sqlite;
}

test('from loading to directives both engines come to the same, and every screen answers the same of it', async () => {
  for (const shop of shops) await fill(shop);
  expect(await both((shop) => shop.day())).toBe('succeeded');
  const all = await both(({ client }) => everyAnswer(client, MUG));
  expectSound(all);
  expect(said(all.findings).lines[0]).toMatchObject({ ...MUG, verdict: 'confirmed', lead: LEAD });
  expect(said(all.findings).total).toBe(5);
  const { directives, live, missing } = said(all.brief);
  expect([missing, live.length > 0]).toEqual([[], true]);
  expect(directives[0]).toMatchObject({ action: 'make', about: { product: 'mug' } });
  expect(said(all.outlook).chosen).toBe('led');
  await both(({ client }) => client.explorer.finding({ study: STUDY, ...MUG }));
  await both(({ client }) => client.explorer.findings({ study: STUDY, text: 'KRÖTEN', sort: 'outcome' }));
});

test('what a person decides, and a second day, leave both alike', async () => {
  const [{ id = '' } = {}] = (await shops[0].client.brief.read()).directives;
  const decided = await both(({ client }) =>
    client.brief.decide({ id, decision: { is: 'dismiss', note: 'enough “there”' } }),
  );
  expect(decided.state).toBe('dismissed');
  await both(({ client }) =>
    client.trends.decide({ trend: 'frogs', product: 'Zylinder', decision: 'rejected' }),
  );
  await both(({ client }) => client.trends.correct({ trend: 'Öl & <b>Kröten</b>', category: 'how-to' }));
  expect(await both((shop) => shop.day())).toBe('succeeded');
  const all = await both(({ client }) => everyAnswer(client, MUG));
  expect(said(all.findings).total).toBe(3);
  expect(said(all.brief).directives[0]).toMatchObject({ id, state: 'dismissed' });
  expect(said(all.trends).waiting).toEqual({ categories: 0, links: 0 });
  const compared = await both(({ client }) => client.studies.compare({ name: STUDY, from: 1, to: 2 }));
  expect(compared.vanished.every(({ outcome }) => outcome === 'Zylinder/units')).toBe(true);
  await both(({ client }) => client.forecast.freeze({ study: STUDY, outcome: 'mug/units', days: 7 }));
  await both(({ client }) => client.forecast.versions({ study: STUDY }));
});
