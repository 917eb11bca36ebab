import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { Backfill, Change, Records, ScheduleState, Slot } from '../../main/pipelines/records/records.ts';
import { internalTable } from '../../main/warehouse/internalTable.ts';
import { migrate } from '../../main/warehouse/migrations/migrate.ts';
import { MIGRATIONS } from '../../main/warehouse/migrations/migrations.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { Pipeline, PipelineName } from '../../shared/domain/pipeline/pipeline.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { failureOf, must, type OpenStore, useBench } from '../warehouse/store/bench.ts';
import {
  at,
  backfillId,
  DAILY,
  definition,
  runId,
  runOf,
  sessionOf,
  step,
  taskOf,
  tryOf,
} from './runsOnRecord.ts';

const NAMES = ['sessions', 'schedules', 'slots', 'definitions', 'runs', 'tasks', 'tries', 'backfills'];
const never = () => false;
const LOST = { ok: false, failure: { code: 'SCHEDULER_LOST' } };
const A = 'a' as SessionId;

const scheduleOf = (more: Partial<ScheduleState> = {}): ScheduleState => ({
  pipeline: DAILY,
  on: true,
  nextDue: at(20),
  nextSlot: at(20),
  watermark: null,
  fingerprint: 'f1',
  seen: {},
  held: null,
  lateTold: null,
  ...more,
});
const slotOf = (slot: string, more: Partial<Slot> = {}): Slot => ({
  pipeline: DAILY,
  slot,
  dueAt: at(10),
  decidedAt: at(10),
  decision: 'run',
  run: null,
  why: 'It was due.',
  ...more,
});
const backfillOf = (id: string): Backfill => ({
  id: backfillId(id),
  pipeline: DAILY,
  from: at(0),
  to: at(60),
  reprocess: 'none',
  order: 'oldest',
  atOnce: 2,
  params: { days: 3 },
  createdAt: at(30),
  status: 'running',
});

/** What is kept of pipelines, whatever engine keeps it. */
export function describeRecords(name: string, open: OpenStore): void {
  describe(`records of pipelines on ${name}`, () => {
    const bench = useBench(open);

    async function emptied(): Promise<Records> {
      const { store } = bench;
      must(
        await migrate({
          store,
          migrations: MIGRATIONS,
          clock: () => new Date(0),
          backup: async () => ok(null),
        }),
      );
      must(
        await store.write(async (session) => {
          for (const table of ['scheduler', ...NAMES.map((one) => `pipeline_${one}`)])
            must(await session.execute(`delete from ${internalTable(store, table)}`));
          return ok(null);
        }),
      );
      return createRecords(store);
    }

    async function begun(): Promise<Records> {
      const records = await emptied();
      must(await records.begin(sessionOf('a'), never));
      return records;
    }

    const made = (records: Records, ...runs: ReturnType<typeof runOf>[]) =>
      records.decide(A, { schedules: [], slots: [], runs });

    it('lets one process at a time be the scheduler, and keeps out whoever was taken over from', async () => {
      const records = await emptied();
      expect(must(await records.session())).toBeNull();
      const [first, second] = await Promise.all([
        records.begin(sessionOf('a'), never),
        records.begin(sessionOf('b', { host: 'tower' }), never),
      ]);
      expect([first, second]).toMatchObject([{ ok: true, value: { orphans: [] } }, LOST]);
      expect(must(await records.session())).toEqual(sessionOf('a'));
      must(await records.heartbeat(A, at(1)));
      must(await made(records, runOf('r1'), runOf('r2')));
      must(
        await records.change(A, [
          { what: 'run', run: runId('r1'), set: { status: 'running', session: A, startedAt: at(2) } },
          { what: 'task', run: runId('r1'), task: taskOf('orders', { status: 'running' }) },
        ]),
      );
      const asked: string[] = [];
      const taken = await records.begin(sessionOf('b', { host: 'tower' }), (other) => {
        asked.push(`${other.id} ${other.heartbeatAt}`);
        return true;
      });
      expect(taken).toEqual(ok({ orphans: [runId('r1')] }));
      expect(asked).toEqual([`a ${at(1)}`]);
      const late: Change[] = [
        { what: 'task', run: runId('r1'), task: taskOf('orders', { status: 'succeeded', endedAt: at(9) }) },
      ];
      expect(
        await Promise.all([
          records.change(A, late),
          made(records, runOf('r3')),
          records.heartbeat(A, at(5)),
          records.end(A, at(5)),
          records.saveBackfill(A, backfillOf('b1'), [runOf('r4', { kind: 'backfill' })]),
          records.forget(A, 0),
        ]),
      ).toMatchObject([LOST, LOST, LOST, LOST, LOST, LOST]);
      expect(must(await records.countRuns({}))).toBe(2);
      expect(must(await records.backfills())).toEqual([]);
      expect(must(await records.tasks([runId('r1')])).get(runId('r1'))).toEqual([
        taskOf('orders', { status: 'running' }),
      ]);
      must(await records.end('b' as SessionId, at(7)));
      expect(must(await records.session())).toMatchObject({ id: 'b', endedAt: at(7) });
      expect(await records.heartbeat('b' as SessionId, at(8))).toMatchObject(LOST);
      expect(await records.begin(sessionOf('c'), never)).toMatchObject({ ok: true });
    });

    it('gives an identity to one of many that claim it', async () => {
      const records = await begun();
      const other = createRecords(bench.store);
      const claims = await Promise.all(
        Array.from({ length: 24 }, (_, i) => {
          const id = runId(`r${i}`);
          return (i % 2 === 0 ? records : other).decide(A, {
            schedules: [scheduleOf({ fingerprint: `f${i}` })],
            slots: [slotOf('monday', { run: id })],
            runs: [runOf(`r${i}`, { slot: 'monday' })],
          });
        }),
      );
      const won = claims.flatMap((claim) => must(claim).claimed);
      expect(won).toHaveLength(1);
      expect(must(await records.runs({}, { skip: 0, take: 100 })).map(({ id }) => id)).toEqual(won);
      expect(must(await records.slots(DAILY, { skip: 0, take: 10 }))).toEqual([
        slotOf('monday', { run: won[0] ?? null }),
      ]);
      // Another kind is another identity, and the claim outlives what was claimed.
      expect(must(await made(records, runOf('m', { slot: 'monday', kind: 'manual' }))).claimed).toEqual([]);
      expect(must(await made(records, runOf('bf', { slot: 'monday', kind: 'backfill' }))).claimed).toEqual([
        'bf',
      ]);
    });

    it('says already of a slot whose run is taken, and leaves what was run on record as run', async () => {
      const records = await begun();
      const decided = (run: string, decision: Slot['decision'] = 'run', slot = 'tuesday') =>
        records.decide(A, {
          schedules: [],
          slots: [slotOf(slot, { run: decision === 'run' ? runId(run) : null, decision })],
          runs: decision === 'run' ? [runOf(run, { slot })] : [],
        });
      must(await made(records, runOf('hand', { slot: 'wednesday' })));
      must(await decided('r1'));
      expect(must(await decided('r2')).claimed).toEqual([]);
      must(await decided('', 'skipped'));
      must(await decided('r3', 'run', 'wednesday'));
      const kept = must(await records.slots(DAILY, { skip: 0, take: 10 }));
      expect(kept.map(({ slot, decision, run }) => [slot, decision, run])).toEqual([
        ['wednesday', 'already', 'hand'],
        ['tuesday', 'run', 'r1'],
      ]);
      expect(must(await records.slots(DAILY, { skip: 1, take: 10 }))).toHaveLength(1);
    });

    it('lets a queued run take in more, and decides nothing where it is not queued any more', async () => {
      const records = await begun();
      must(await made(records, runOf('r1'), runOf('r2')));
      must(await records.change(A, [{ what: 'run', run: runId('r2'), set: { status: 'running' } }]));
      const widen = (run: string, slot: string) =>
        records.decide(A, {
          schedules: [scheduleOf()],
          slots: [slotOf(slot, { decision: 'coalesced', run: runId(run) })],
          runs: [runOf(`${run}-more`)],
          widened: [{ run: runId(run), interval: { from: at(0), to: at(40) }, note: 'Takes in 3.' }],
        });
      expect(await widen('r2', 's1')).toMatchObject({
        ok: false,
        failure: { code: 'RUN_NOT_POSSIBLE', retry: true },
      });
      expect(must(await records.schedules())).toEqual([]);
      expect(must(await records.countRuns({}))).toBe(2);
      must(await widen('r1', 's1'));
      expect(must(await records.run(runId('r1')))).toMatchObject({
        interval: { from: at(0), to: at(40) },
        note: 'Takes in 3.',
      });
      expect(must(await records.slots(DAILY, { skip: 0, take: 9 }))).toMatchObject([
        { slot: 's1', run: 'r1' },
      ]);
    });

    it('gives everything back as it was written', async () => {
      const records = await begun();
      const state = scheduleOf({
        on: false,
        seen: { 'raw.orders': '7' },
        held: 'Die Uhr sprang.',
        nextDue: null,
      });
      const run = runOf('r1', {
        params: { shops: ['a', 'b'], days: 2, full: true },
        note: 'quotes “x” and \\ and\nlines',
        priority: -1,
      });
      must(await records.decide(A, { schedules: [state], slots: [], runs: [run] }));
      expect(must(await records.schedules())).toEqual([state]);
      must(await records.decide(A, { schedules: [{ ...state, held: null }], slots: [], runs: [] }));
      expect(must(await records.schedules())).toEqual([{ ...state, held: null }]);
      const fresh = {
        ...run,
        startedAt: null,
        endedAt: null,
        session: null,
        interruptions: 0,
        cancelWanted: false,
        round: 0,
      };
      expect(must(await records.run(run.id))).toEqual(fresh);
      const { definition: _, ...line } = fresh;
      expect(must(await records.runs({}, { skip: 0, take: 5 }))).toEqual([line]);
      expect(must(await records.run(runId('none')))).toBeNull();
      const tasks = [
        taskOf('orders', {
          status: 'retrying',
          tries: 1,
          lastTry: 4,
          cleared: 2,
          notBefore: at(3),
          note: 'no',
        }),
        taskOf('shops', { item: 0, value: 'a', cursor: { seen: [1, 'ü'] }, stale: true }),
        taskOf('shops', { item: 1, value: 7 }),
        taskOf('shops', { status: 'running', startedAt: at(1) }),
      ];
      const failure = fail('SOURCE_FAILED', { message: 'It said "no".', next: 'Wait.', retry: true }).failure;
      const ended = { endedAt: at(9), outcome: '3 rows', rows: 3, wrote: [relationName('raw', 'orders')] };
      const tries = [
        tryOf('orders', 1, { ...ended, status: 'failed', failure }),
        tryOf('orders', 2),
        tryOf('shops', 1, { item: 1 }),
      ];
      must(
        await records.change(A, [
          ...tasks.map((task) => ({ what: 'task', run: run.id, task }) as const),
          ...tries.map((attempt) => ({ what: 'try', run: run.id, attempt }) as const),
          { what: 'run', run: run.id, set: { cancelWanted: true, round: 2, interruptions: 1, note: null } },
          { what: 'run', run: run.id, set: { startedAt: at(4) } },
        ]),
      );
      expect(must(await records.tasks([run.id], true)).get(run.id)).toEqual([
        tasks[0],
        tasks[3],
        tasks[1],
        tasks[2],
      ]);
      expect(must(await records.tasks([run.id, runId('none')]))).toEqual(
        new Map([
          [run.id, [tasks[0], tasks[3]]],
          [runId('none'), []],
        ]),
      );
      expect(must(await records.tries(run.id))).toEqual(tries);
      expect(must(await records.tries(run.id, step('shops'), 1))).toEqual([tries[2]]);
      expect(must(await records.tries(run.id, step('orders'), 1))).toEqual([]);
      expect(must(await records.run(run.id))).toEqual({
        ...fresh,
        cancelWanted: true,
        round: 2,
        interruptions: 1,
        note: null,
        startedAt: at(4),
      });
      // A try that ended stays as it was.
      must(await records.change(A, [{ what: 'try', run: run.id, attempt: tryOf('orders', 1) }]));
      expect(must(await records.tries(run.id, step('orders')))[0]).toEqual(tries[0]);
    });

    it('writes a set of changes whole or not at all, and none fails for its neighbour', async () => {
      const records = await begun();
      must(await made(records, runOf('r1'), runOf('r2')));
      const good = (run: string, name: string): Change => ({
        what: 'task',
        run: runId(run),
        task: taskOf(name),
      });
      const answers = await Promise.all([
        records.change(A, [good('r1', 'one')]),
        records.change(A, [good('r1', 'two'), good('gone', 'x')]),
        records.change(A, [
          good('r2', 'three'),
          { what: 'run', run: runId('gone'), set: { status: 'failed' } },
        ]),
        records.change(A, [{ what: 'try', run: runId('gone'), attempt: tryOf('x', 1) }]),
        records.change(A, [good('r2', 'four')]),
        records.change('stranger' as SessionId, [good('r2', 'five')]),
      ]);
      expect(answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))).toEqual([
        'ok',
        'RUN_UNKNOWN',
        'RUN_UNKNOWN',
        'RUN_UNKNOWN',
        'ok',
        'SCHEDULER_LOST',
      ]);
      expect(failureOf(answers[1] ?? ok(null)).subject).toBe('gone');
      const tasks = must(await records.tasks([runId('r1'), runId('r2')]));
      expect([...tasks.values()].map((list) => list.map((task) => task.step))).toEqual([['one'], ['four']]);
    });

    it('keeps the order of changes that are asked for at once, in few transactions', async () => {
      const records = await begun();
      must(await made(records, runOf('r1')));
      const counted = counting(bench.store);
      const busy = createRecords(counted.store);
      await Promise.all(
        Array.from({ length: 400 }, (_, i) =>
          busy
            .change(A, [
              { what: 'task', run: runId('r1'), task: taskOf('orders', { note: `${i}` }) },
              { what: 'try', run: runId('r1'), attempt: tryOf('orders', i + 1) },
            ])
            .then(must),
        ),
      );
      expect(must(await records.tasks([runId('r1')])).get(runId('r1'))?.[0]?.note).toBe('399');
      expect(must(await records.tries(runId('r1')))).toHaveLength(400);
      expect(counted.writes()).toBeLessThan(5);
    });

    it('lists runs newest first, by all that a list is filtered by', async () => {
      const records = await begun();
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
      const records = await begun();
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
      const records = await begun();
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
      const records = await begun();
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
      const records = await begun();
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

function counting(store: Store): { store: Store; writes(): number } {
  let writes = 0;
  return {
    writes: () => writes,
    store: {
      ...store,
      quote: (relation) => store.quote(relation),
      write: (...given) => {
        writes += 1;
        return store.write(...given);
      },
    },
  };
}
