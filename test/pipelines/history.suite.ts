import { describe, expect, it } from 'vitest';
import type { Change, Records } from '../../main/pipelines/records/records.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { Pipeline, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { must, type OpenStore, useBench } from '../warehouse/store/bench.ts';
import { A, begun } from './emptyRecords.ts';
import {
  at,
  backfillOf,
  DAILY,
  definition,
  runId,
  runOf,
  slotOf,
  step,
  taskOf,
  tryOf,
} from './runsOnRecord.ts';

/** What is asked of runs that are long on record. */
export function describeHistory(name: string, open: OpenStore): void {
  describe(`past runs of pipelines on ${name}`, () => {
    const bench = useBench(open);

    const made = (records: Records, ...runs: ReturnType<typeof runOf>[]) =>
      records.decide(A, { schedules: [], slots: [], runs });

    it('lists runs newest first, by all that a list is filtered by', async () => {
      const records = await begun(bench.store);
      const weekly = PipelineName.parse('weekly');
      const runs = Array.from({ length: 60 }, (_, i) =>
        runOf(`r${String(i).padStart(2, '0')}`, {
          pipeline: i % 3 === 0 ? weekly : DAILY,
          kind: i % 5 === 0 ? 'manual' : 'scheduled',
          queuedAt: at(Math.floor(i / 2)),
          interval: { from: at(i), to: at(i + 1) },
        }),
      );
      must(await made(records, ...runs));
      must(
        await records.change(
          A,
          runs.slice(0, 30).map(({ id }) => ({ what: 'run', run: id, set: { status: 'succeeded' } })),
        ),
      );
      const ids = async (filter: Parameters<Records['runs']>[0], skip = 0, take = 100) =>
        must(await records.runs(filter, { skip, take })).map(({ id }) => id);
      expect(await ids({})).toEqual(runs.map(({ id }) => id).reverse());
      expect(await ids({}, 57, 2)).toEqual(['r02', 'r01']);
      expect(await ids({ pipeline: weekly, status: ['succeeded', 'failed'] })).toEqual(
        [27, 24, 21, 18, 15, 12].map((n) => `r${n}`).concat('r09', 'r06', 'r03', 'r00'),
      );
      expect(must(await records.countRuns({ pipeline: weekly, status: ['succeeded', 'failed'] }))).toBe(10);
      expect(await ids({ status: [] })).toEqual([]);
      expect(await ids({ kind: 'manual', from: at(10), until: at(18) })).toEqual([
        'r35',
        'r30',
        'r25',
        'r20',
      ]);
      expect(await ids({ overlaps: { from: at(4), to: at(6) } })).toEqual(['r05', 'r04']);
      // One text of a definition, however many runs were made from it.
      const kept = `select count(*) from ${internalTable(bench.store, 'pipeline_definitions')}`;
      expect(Number(must(await bench.store.query(kept)).rows[0]?.[0])).toBe(1);
    });

    it('knows what the run before made of a step', async () => {
      const records = await begun(bench.store);
      const day = (n: number, more = {}) =>
        runOf(`d${n}`, { interval: { from: at(n * 10), to: at(n * 10 + 10) }, ...more });
      must(await made(records, day(1), day(2), day(3), day(4)));
      const past = async (minute: number, name = 'orders') => {
        const task = must(await records.pastTask(DAILY, at(minute), step(name)));
        return task === null ? null : [task.status, task.note];
      };
      const set = (run: string, status: 'succeeded' | 'failed', name = 'orders'): Change[] => [
        { what: 'task', run: runId(run), task: taskOf(name, { status, note: run }) },
        { what: 'run', run: runId(run), set: { status } },
      ];
      must(await records.change(A, [...set('d1', 'succeeded'), ...set('d3', 'failed', 'other')]));
      expect(await past(10)).toBeNull();
      expect(await past(20)).toEqual(['succeeded', 'd1']);
      // It has not come to the step, and may still.
      expect(await past(30)).toEqual(['waiting', null]);
      must(await records.change(A, set('d2', 'failed')));
      expect(await past(30)).toEqual(['failed', 'd2']);
      // The third never had it.
      expect(await past(40)).toEqual(['failed', 'd2']);
      must(
        await made(records, day(2, { id: runId('again'), kind: 'backfill', slot: 'd2', queuedAt: at(90) })),
      );
      must(await records.change(A, set('again', 'succeeded')));
      expect(await past(30)).toEqual(['succeeded', 'again']);
      expect(must(await records.pastTask(PipelineName.parse('weekly'), at(99), step('orders')))).toBeNull();
    });

    it('tells how long steps took, of the last times they succeeded', async () => {
      const records = await begun(bench.store);
      const runs = Array.from({ length: 25 }, (_, i) => runOf(`t${10 + i}`, { queuedAt: at(i) }));
      must(await made(records, ...runs));
      must(
        await records.change(
          A,
          runs.flatMap(({ id }, i): Change[] => [
            {
              what: 'task',
              run: id,
              task: taskOf('orders', {
                status: i === 24 ? 'failed' : 'succeeded',
                lastTry: 2,
                startedAt: at(0),
                endedAt: at(100 + i),
              }),
            },
            {
              what: 'try',
              run: id,
              attempt: tryOf('orders', 2, { status: 'succeeded', startedAt: at(100), endedAt: at(100 + i) }),
            },
            {
              what: 'task',
              run: id,
              task: taskOf('shops', { status: 'succeeded', startedAt: at(1), endedAt: at(4) }),
            },
          ]),
        ),
      );
      const took = must(await records.durations(DAILY));
      expect(took.get(step('orders'))).toEqual(Array.from({ length: 20 }, (_, i) => (23 - i) * 60_000));
      expect(took.get(step('shops'))).toEqual(Array.from({ length: 20 }, () => 180_000));
    });

    it('puts a backfill on record with its runs, and knows when the last has ended', async () => {
      const records = await begun(bench.store);
      const backfill = backfillOf('b1');
      const run = (id: string, slot: string) =>
        runOf(id, { slot, kind: 'backfill', backfill: backfill.id, priority: -1 });
      must(await made(records, runOf('old', { slot: 's2', kind: 'backfill' })));
      expect(
        must(await records.saveBackfill(A, backfill, [run('b1', 's1'), run('b2', 's2'), run('b3', 's3')])),
      ).toEqual({ claimed: ['b1', 'b3'] });
      expect(must(await records.backfills(DAILY))).toEqual([backfill]);
      expect(must(await records.backfills(PipelineName.parse('weekly')))).toEqual([]);
      expect(must(await records.countRuns({ backfill: backfill.id }))).toBe(2);
      const end = (id: string) =>
        records.change(A, [{ what: 'run', run: runId(id), set: { status: 'succeeded', endedAt: at(50) } }]);
      must(await end('b1'));
      expect(must(await records.backfills())).toEqual([backfill]);
      must(await end('b3'));
      expect(must(await records.backfills())).toEqual([{ ...backfill, status: 'done' }]);
    });

    it('forgets old runs that have ended, with all that is theirs, and never their slots', async () => {
      const records = await begun(bench.store);
      const weekly = PipelineName.parse('weekly');
      const other = Pipeline.parse({ ...definition, title: 'Another' });
      const runs = Array.from({ length: 8 }, (_, i) =>
        runOf(`r${i}`, { queuedAt: at(i), definition: i < 2 ? other : definition }),
      );
      must(
        await records.decide(A, {
          schedules: [],
          slots: runs.map(({ id, slot }) => slotOf(slot, { run: id })),
          runs: [...runs, runOf('w', { pipeline: weekly, queuedAt: at(0) })],
        }),
      );
      must(
        await records.change(
          A,
          [...runs.filter(({ id }) => id !== 'r1').map(({ id }) => id), runId('w')].flatMap(
            (run): Change[] => [
              { what: 'run', run, set: { status: 'succeeded' } },
              { what: 'task', run, task: taskOf('orders') },
              { what: 'try', run, attempt: tryOf('orders', 1) },
            ],
          ),
        ),
      );
      const count = async (table: string) =>
        Number(
          must(await bench.store.query(`select count(*) from ${internalTable(bench.store, table)}`))
            .rows[0]?.[0],
        );
      expect(must(await records.forget(A, 3))).toEqual(['r0', 'r2', 'r3', 'r4']);
      expect(must(await records.runs({}, { skip: 0, take: 9 })).map(({ id }) => id)).toEqual([
        'r7',
        'r6',
        'r5',
        'r1',
        'w',
      ]);
      expect([await count('pipeline_tasks'), await count('pipeline_tries')]).toEqual([4, 4]);
      // The first run that is left was made from the other text.
      expect(await count('pipeline_definitions')).toBe(2);
      must(await records.change(A, [{ what: 'run', run: runId('r1'), set: { status: 'failed' } }]));
      expect(must(await records.forget(A, 3))).toEqual(['r1']);
      expect(await count('pipeline_definitions')).toBe(1);
      expect(must(await records.forget(A, 3))).toEqual([]);
      expect(must(await records.slots(DAILY, { skip: 0, take: 20 }))).toHaveLength(8);
      // A clock that went back to then finds it done.
      expect(must(await made(records, runOf('anew', { slot: 'r0' }))).claimed).toEqual([]);
    });
  });
}
