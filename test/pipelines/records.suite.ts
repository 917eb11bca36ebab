import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../main/pipelines/ids.ts';
import { createRecords } from '../../main/pipelines/records/createRecords.ts';
import type { Change, Records, ScheduleState, Slot } from '../../main/pipelines/records/records.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { relationName } from '../../shared/domain/relation.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { failureOf, must, type OpenStore, useBench } from '../warehouse/store/bench.ts';
import { A, begun, emptied, never } from './emptyRecords.ts';
import {
  at,
  backfillOf,
  DAILY,
  runId,
  runOf,
  sessionOf,
  slotOf,
  step,
  taskOf,
  tryOf,
} from './runsOnRecord.ts';

const LOST = { ok: false, failure: { code: 'SCHEDULER_LOST' } };

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

/** What is kept of pipelines, whatever engine keeps it. */
export function describeRecords(name: string, open: OpenStore): void {
  describe(`records of pipelines on ${name}`, () => {
    const bench = useBench(open);

    const made = (records: Records, ...runs: ReturnType<typeof runOf>[]) =>
      records.decide(A, { schedules: [], slots: [], runs });

    it('lets one process at a time be the scheduler, and keeps out whoever was taken over from', async () => {
      const records = await emptied(bench.store);
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
      const records = await begun(bench.store);
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
      const records = await begun(bench.store);
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
      const records = await begun(bench.store);
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
      const records = await begun(bench.store);
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
      const records = await begun(bench.store);
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
      const records = await begun(bench.store);
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
