import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { latestResults } from '../../main/app/models/screens/latestResults.ts';
import {
  acknowledge,
  acknowledgements,
  withdraw,
} from '../../main/app/models/screens/quality/acknowledgements.ts';
import { historyOf } from '../../main/app/models/screens/quality/checkDetail.ts';
import { spansOf } from '../../main/app/models/screens/quality/checkLines.ts';
import { lastDays } from '../../main/app/models/screens/quality/days.ts';
import { healthGrid } from '../../main/app/models/screens/quality/healthGrid.ts';
import { rowDiff } from '../../main/app/models/screens/rowDiff.ts';
import type { NodeStatus } from '../../main/models/build/nodeResult.ts';
import { createRecords } from '../../main/models/records/createRecords.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { type PostgresServer, startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';
import { type Opened, openEngine } from './build/shop.ts';

vi.setConfig({ hookTimeout: 120_000 });

const ZONE = 'America/New_York';
const UNIQUE = 'test.shop.unique';
const WARNED = 'test.shop.warned';
/** Of the unique check: an hour after midnight UTC is still the day before in New York. */
const STORY: readonly [at: string, status: NodeStatus, failures: number][] = [
  ['2026-03-01T12:00:00.000Z', 'pass', 0],
  ['2026-03-02T12:00:00.000Z', 'fail', 4],
  ['2026-03-02T13:00:00.000Z', 'pass', 0],
  ['2026-03-04T01:00:00.000Z', 'fail', 2],
  ['2026-03-04T02:00:00.000Z', 'skipped', 0],
  ['2026-03-05T12:00:00.000Z', 'error', 0],
];

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await startPostgres();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-verdicts-')));
});
afterAll(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe.each(['SQLite', 'Postgres'])('the record of verdicts on %s', (engine) => {
  let opened: Opened;
  let store: Store;

  beforeAll(async () => {
    opened = await openEngine(folder, engine === 'Postgres' ? await server.database() : undefined);
    store = opened.warehouse.store;
    const records = createRecords(store, () => new Date());
    for (const [at, status, failures] of STORY) {
      must(
        await records.begin({
          id: `build ${at}`,
          project: 'shop',
          command: 'build',
          startedAt: at,
          selected: 2,
        }),
      );
      const result = { kind: 'test', startedAt: at, milliseconds: 3 } as const;
      must(
        await records.result(
          `build ${at}`,
          { ...result, id: UNIQUE, status, failures, threshold: '!= 0' },
          {
            name: 'unique',
            layer: 'core',
            about: 'model.shop.a',
            column: 'id',
            check: 'unique',
            severity: 'error',
          },
        ),
      );
      must(
        await records.result(
          `build ${at}`,
          { ...result, id: WARNED, status: 'warn', failures: 1 },
          { name: 'warned', layer: 'staging', check: 'singular', severity: 'warn' },
        ),
      );
    }
  });
  afterAll(() => opened?.close());

  it('knows the latest that says something, now and on a day', async () => {
    const now = must(await latestResults(store));
    expect(now.get(UNIQUE)).toMatchObject({
      status: 'error',
      at: '2026-03-05T12:00:00.000Z',
      build: 'build 2026-03-05T12:00:00.000Z',
      layer: 'core',
      about: 'model.shop.a',
      column: 'id',
      check: 'unique',
      severity: 'error',
      threshold: '!= 0',
    });
    const then = must(await latestResults(store, { until: '2026-03-05T00:00:00.000Z' }));
    expect(then.get(UNIQUE)).toMatchObject({ status: 'fail', failures: 2 });
  });

  it('knows since when a check speaks without a pause, and when it was well last', async () => {
    const spans = must(await spansOf(store, [UNIQUE, WARNED, 'test.shop.gone']));
    expect(spans.get(UNIQUE)).toEqual({
      firstSeen: { build: 'build 2026-03-04T01:00:00.000Z', at: '2026-03-04T01:00:00.000Z' },
      lastGood: { build: 'build 2026-03-02T13:00:00.000Z', at: '2026-03-02T13:00:00.000Z' },
    });
    expect(spans.get(WARNED)).toEqual({
      firstSeen: { build: 'build 2026-03-01T12:00:00.000Z', at: '2026-03-01T12:00:00.000Z' },
      lastGood: null,
    });
    expect(spans.get('test.shop.gone')).toEqual({ firstSeen: null, lastGood: null });
  });

  it('puts the last verdict of a day on that day of the reporting zone', async () => {
    const days = lastDays(new Date('2026-03-05T20:00:00Z'), ZONE, 6);
    const { layers } = must(await healthGrid(store, days, ZONE));
    expect(layers.map(({ layer }) => layer)).toEqual(['staging', 'core']);
    const core = layers[1]?.cells.map(({ day, state }) => `${day.slice(8)} ${state}`);
    expect(core).toEqual(['28 none', '01 passed', '02 passed', '03 failed', '04 none', '05 broken']);
    const staging = layers[0]?.cells.map(({ warned }) => warned);
    expect(staging).toEqual([0, 1, 1, 1, 0, 1]);
  });

  it('tells the history from its beginning, without what was skipped', async () => {
    const history = must(await historyOf(store, UNIQUE));
    expect(history.map(({ status, failures }) => `${status} ${failures}`)).toEqual([
      'pass 0',
      'fail 4',
      'pass 0',
      'fail 2',
      'error 0',
    ]);
  });

  it('keeps an acknowledgement until its day is over, one a check', async () => {
    must(await acknowledge(store, UNIQUE, { reason: 'known', at: '', until: '2026-03-06' }));
    must(await acknowledge(store, UNIQUE, { reason: 'known better', at: '', until: '2026-03-07' }));
    const reasonOn = async (day: string) => must(await acknowledgements(store, day)).get(UNIQUE)?.reason;
    expect(await reasonOn('2026-03-07')).toBe('known better');
    expect(await reasonOn('2026-03-08')).toBeUndefined();
    must(await withdraw(store, UNIQUE));
    expect(await reasonOn('2026-03-01')).toBeUndefined();
  });

  it('counts distinct rows that come and go, in the columns both sides have', async () => {
    const diff = must(
      await rowDiff(
        store,
        {
          published: "(select 1 as id, 'a' as name, 'x' as gone union all select 2, 'b', 'x') as p",
          other:
            "(select 2 as id, 'b' as name, true as fresh union all select 3, 'c', true union all select 3, 'c', true) as o",
          against: 'now',
        },
        {},
      ),
    );
    expect(diff).toEqual({
      against: 'now',
      columns: ['id', 'name'],
      columnsAdded: ['fresh'],
      columnsRemoved: ['gone'],
      added: 1,
      removed: 1,
      addedRows: [['3', 'c']],
      removedRows: [['1', 'a']],
    });
  });
});
