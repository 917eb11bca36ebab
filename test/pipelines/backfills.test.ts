import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackfills } from '../../main/pipelines/backfill/createBackfills.ts';
import type { WrittenPipeline } from '../../main/pipelines/definition/definitions.ts';
import type { RunId, SessionId } from '../../main/pipelines/ids.ts';
import type { BackfillWish } from '../../main/pipelines/pipelines.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { RunLine } from '../../main/pipelines/records/records.ts';
import { createSlots } from '../../main/pipelines/schedule/createSlots.ts';
import { createFakeClock } from '../../main/pipelines/testing/fakeClock.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import { Pipeline, type PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { Zone } from '../../shared/domain/zone.ts';
import { ok } from '../../shared/errors/failure.ts';
import { type OpenedStore, openStore } from '../warehouse/sqliteFolder.ts';
import { failureOf, must } from '../warehouse/store/bench.ts';
import { runOf, sessionOf } from './runsOnRecord.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openStore();
  const backup = async () => ok(null);
  must(await migrate({ store: opened.store, migrations: MIGRATIONS, clock: () => new Date(0), backup }));
});
afterAll(async () => {
  await opened.store.close();
  await opened.remove();
});

const A = 'a' as SessionId;
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`;
let benches = 0;

async function bench() {
  benches += 1;
  const pipeline = `daily-${benches}` as PipelineName;
  const clock = createFakeClock({ at: '2026-04-01T08:00:00Z' });
  const records = createRecords(opened.store);
  must(await records.begin(sessionOf('a'), () => true));
  const written: WrittenPipeline = {
    name: pipeline,
    file: `pipelines/${pipeline}.yml`,
    text: '',
    pipeline: Pipeline.parse({
      schedule: { cron: '0 0 * * *', zone: 'UTC' },
      params: { days: { type: 'integer', default: 3 } },
      steps: [{ name: 'orders', extract: 'shop' }],
    }),
    problems: [],
  };
  let id = 0;
  const backfills = createBackfills({
    records,
    session: A,
    slots: createSlots(),
    definitions: { get: async (name) => (name === pipeline ? written : null) },
    clock,
    zone: () => Zone.parse('Europe/Berlin'),
    deviceZone: () => Zone.parse('Europe/Berlin'),
    // As ids made within one millisecond may come: not in their order.
    newId: () => `${pipeline}-${99 - id++}`,
  });
  const wish = (more: Partial<BackfillWish> = {}): BackfillWish => ({
    pipeline,
    from: day(1),
    to: day(5),
    reprocess: 'none',
    order: 'oldest',
    atOnce: 2,
    params: {},
    ...more,
  });
  const runs = async (kind: RunLine['kind'] = 'backfill') =>
    must(await records.runs({ pipeline, kind }, { skip: 0, take: 100 })).toReversed();
  const end = async (status: 'succeeded' | 'failed') => {
    const open = (await runs()).filter(({ endedAt }) => endedAt === null);
    const endedAt = new Date(clock.now()).toISOString();
    must(
      await records.change(
        A,
        open.map(({ id: run }) => ({ what: 'run', run, set: { status, endedAt } }) as const),
      ),
    );
  };
  return { pipeline, clock, records, backfills, wish, runs, end };
}

it('puts a backfill on record as it was planned, below what is scheduled', async () => {
  const { pipeline, records, backfills, wish, runs } = await bench();
  const there = runOf(`${pipeline}-there`, {
    pipeline,
    slot: day(3),
    interval: { from: day(2), to: day(3) },
  });
  must(await records.decide(A, { schedules: [], slots: [], runs: [there] }));
  must(
    await records.change(A, [{ what: 'run', run: there.id, set: { status: 'succeeded', endedAt: day(3) } }]),
  );
  const plan = must(await backfills.plan(wish({ order: 'newest' })));
  expect(plan.map(({ slot, does }) => [slot, does])).toEqual([
    [day(5), 'run'],
    [day(4), 'run'],
    [day(3), 'pass over'],
    [day(2), 'run'],
  ]);
  expect(await runs()).toEqual([]);
  const id = must(await backfills.start(wish({ order: 'newest', params: { days: '5' } })));
  const made = await runs();
  // Queued at one moment: their ids say which begins first.
  expect(made.map(({ slot }) => slot)).toEqual([day(5), day(4), day(2)]);
  expect(made[0]).toMatchObject({
    kind: 'backfill',
    priority: -1,
    backfill: id,
    params: { days: 5 },
    interval: { from: day(4), to: day(5) },
    status: 'queued',
  });
  expect(must(await records.backfills(pipeline))).toMatchObject([{ id, atOnce: 2, status: 'running' }]);
  expect(failureOf(await backfills.start(wish())).code).toBe('RUN_NOT_POSSIBLE');
});

it('runs again under a name of its own, and keeps what was', async () => {
  const { records, pipeline, backfills, wish, runs, end, clock } = await bench();
  must(await backfills.start(wish()));
  await end('succeeded');
  expect(must(await records.backfills(pipeline))).toMatchObject([{ status: 'done' }]);
  await clock.advance(1_000);
  must(await backfills.start(wish({ reprocess: 'completed', to: day(3) })));
  await end('failed');
  await clock.advance(1_000);
  const plan = must(await backfills.plan(wish({ reprocess: 'failed' })));
  expect(plan.map(({ had, does }) => `${had} ${does}`)).toEqual([
    'failed rerun',
    'failed rerun',
    'succeeded pass over',
    'succeeded pass over',
  ]);
  // Two that plan the same at once: what one claims the other doesn't.
  const both = await Promise.all([
    backfills.start(wish({ reprocess: 'failed' })),
    backfills.start(wish({ reprocess: 'failed' })),
  ]);
  expect(both.map((one) => (one.ok ? 'ok' : one.failure.code)).sort()).toEqual(['RUN_NOT_POSSIBLE', 'ok']);
  expect((await runs()).map(({ slot, status }) => `${slot} ${status}`).sort()).toEqual([
    `${day(2)} succeeded`,
    `${day(2)}~2 failed`,
    `${day(2)}~3 queued`,
    `${day(3)} succeeded`,
    `${day(3)}~2 failed`,
    `${day(3)}~3 queued`,
    `${day(4)} succeeded`,
    `${day(5)} succeeded`,
  ]);
});

it('is cancelled on record before any of its runs is stopped', async () => {
  const { pipeline, records, backfills, wish, runs } = await bench();
  const id = must(await backfills.start(wish()));
  const [first] = await runs();
  const set = { status: 'succeeded', endedAt: day(9) } as const;
  must(await records.change(A, [{ what: 'run', run: first?.id as RunId, set }]));
  const stopped: RunId[] = [];
  const cancelled = await backfills.cancel(id, async (run) => {
    stopped.push(run);
    expect(must(await records.backfills(pipeline))).toMatchObject([{ status: 'cancelled' }]);
    return records.change(A, [{ what: 'run', run, set: { ...set, status: 'cancelled' } }]);
  });
  must(cancelled);
  expect(stopped.sort()).toEqual(
    (await runs())
      .slice(1)
      .map(({ id: run }) => run)
      .sort(),
  );
  expect(must(await records.backfills(pipeline))).toMatchObject([{ status: 'cancelled' }]);
  expect(failureOf(await backfills.cancel(id, async () => ok(undefined))).code).toBe('RUN_NOT_POSSIBLE');
});

it('refuses what it can’t do in words', async () => {
  const { backfills, wish } = await bench();
  const code = async (more: Partial<BackfillWish>) => failureOf(await backfills.plan(wish(more))).code;
  expect(await code({ pipeline: 'gone' as PipelineName })).toBe('PIPELINE_UNKNOWN');
  expect(await code({ params: { days: 'many' } })).toBe('BAD_INPUT');
  expect(await code({ params: { nothing: 1 } })).toBe('BAD_INPUT');
  expect(await code({ from: day(9) })).toBe('BAD_INPUT');
  expect(await code({ from: 'never' })).toBe('BAD_INPUT');
  expect(await code({ from: '2020-01-01' })).toBe('BAD_INPUT');
});
