import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../ids.ts';
import type { Backfill, Change, NewRun, Records, Run, Session } from '../../records/records.ts';
import { ENDED, type Task, type Try } from '../../run/states.ts';

export interface MemoryRecords extends Records {
  /** In the order they were written. */
  readonly written: (readonly Change[])[];
  /** Every write fails with it, until it is null again. */
  failing: { readonly ok: false; readonly failure: Extract<Result<never>, { ok: false }>['failure'] } | null;
}

/** Records that a test can kill, fail and look into, with the invariants of the real ones. They forget all at the end. */
export function createMemoryRecords(): MemoryRecords {
  const runs = new Map<RunId, Run>();
  const tasks = new Map<RunId, Map<string, Task>>();
  const tries = new Map<RunId, Map<string, Try>>();
  const backfills = new Map<string, Backfill>();
  let holder: Session | null = null;
  const lost = () =>
    fail('SCHEDULER_LOST', { message: 'Another process is the scheduler.', next: 'Look there.' });
  const inTime = () => [...runs.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1));

  function insert(made: readonly NewRun[]): RunId[] {
    return made.flatMap((run) => {
      const taken = [...runs.values()].some(
        (one) => one.pipeline === run.pipeline && one.slot === run.slot && one.kind === run.kind,
      );
      if (taken) return [];
      const rest = { startedAt: null, endedAt: null, session: null, interruptions: 0 };
      runs.set(run.id, { ...run, ...rest, cancelWanted: false, round: 0 });
      return [run.id];
    });
  }

  function write(change: Change): void {
    if (change.what === 'run') {
      const run = runs.get(change.run);
      if (run !== undefined) runs.set(change.run, { ...run, ...change.set });
    } else if (change.what === 'task') {
      const { step, item } = change.task;
      const of = tasks.get(change.run) ?? new Map<string, Task>();
      tasks.set(change.run, of.set(`${step} ${item}`, structuredClone(change.task)));
    } else {
      const { step, item, number } = change.attempt;
      const of = tries.get(change.run) ?? new Map<string, Try>();
      const key = `${step} ${item} ${number}`;
      const before = of.get(key);
      if (before === undefined || before.endedAt === null) of.set(key, structuredClone(change.attempt));
      tries.set(change.run, of);
    }
  }

  const records: MemoryRecords = {
    written: [],
    failing: null,
    async begin(session) {
      holder = session;
      const orphans = [...runs.values()].filter(
        (one) => one.status === 'running' && one.session !== session.id,
      );
      return ok({ orphans: orphans.map(({ id }) => id) });
    },
    heartbeat: async () => ok(undefined),
    end: async () => ok(undefined),
    session: async () => ok(holder),
    schedules: async () => ok([]),
    decide: async (session, decided) =>
      session === holder?.id ? ok({ claimed: insert(decided.runs) }) : lost(),
    slots: async () => ok([]),
    async change(session, changes) {
      if (records.failing !== null) return records.failing;
      if (session !== holder?.id) return lost();
      records.written.push(changes);
      for (const change of changes) write(change);
      return ok(undefined);
    },
    run: async (id) => ok(runs.get(id) ?? null),
    async runs(filter, page) {
      const found = inTime().filter(
        (run) =>
          (filter.pipeline === undefined || run.pipeline === filter.pipeline) &&
          (filter.status === undefined || filter.status.includes(run.status)),
      );
      return ok(found.slice(page.skip, page.skip + page.take));
    },
    countRuns: async () => ok(runs.size),
    async tasks(ids, items = false) {
      const of = (id: RunId) =>
        [...(tasks.get(id)?.values() ?? [])]
          .filter(({ item }) => items || item === -1)
          .toSorted((a, b) => a.item - b.item);
      return ok(new Map(ids.map((id) => [id, of(id)])));
    },
    async tries(run, step) {
      const of = [...(tries.get(run)?.values() ?? [])].filter(
        (one) => step === undefined || one.step === step,
      );
      return ok(of.toSorted((a, b) => a.number - b.number));
    },
    async pastTask(pipeline, before, step) {
      const [past] = [...runs.values()]
        .filter((run) => run.pipeline === pipeline && run.interval.from < before)
        .toSorted((a, b) => (a.interval.from < b.interval.from ? 1 : -1));
      return ok(past === undefined ? null : (tasks.get(past.id)?.get(`${step} -1`) ?? null));
    },
    durations: async () => ok(new Map()),
    backfills: async () => ok([...backfills.values()]),
    async saveBackfill(_, backfill, made) {
      backfills.set(backfill.id, backfill);
      return ok({ claimed: insert(made) });
    },
    async forget() {
      return ok([...runs.values()].filter(({ status }) => ENDED.includes(status)).map(({ id }) => id));
    },
  };
  return records;
}

function keyOf({ queuedAt, id }: Run): string {
  return `${queuedAt} ${id}`;
}
