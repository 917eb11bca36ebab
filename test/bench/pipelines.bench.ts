import type { NewRun } from '../../main/pipelines/records/records.ts';
import { openRealEngine, worked } from '../pipelines/realEngine.ts';
import { runOf, sessionOf } from '../pipelines/runsOnRecord.ts';
import { openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import type { Benchmark } from './benchmark.ts';

const STEPS = 500;
const RUNS = 10_000;
const PAGE = 50;

const names = (count: number) => Array.from({ length: count }, (_, at) => `s${at}`);
const serial = (count: number) => ({
  steps: names(count).map((name, at) => ({
    name,
    sql: 'select 1',
    ...(at === 0 ? {} : { after: [`s${at - 1}`] }),
  })),
});
const wide = (count: number) => ({
  steps: names(count).map((name, at) => ({
    name,
    sql: 'select 1',
    ...(at === 0 ? {} : { after: at === count - 1 ? names(count - 1) : ['s0'] }),
  })),
});

function carrying(shape: string, definition: (steps: number) => object): Benchmark {
  return {
    name: `pipeline of ${STEPS} steps that do nothing, ${shape}`,
    unit: 'ms',
    repeats: 5,
    operations: STEPS,
    aim: { absolute: 5 },
    async open(smoke) {
      const { store, remove } = await openStore();
      const real = await openRealEngine(store, async () => worked);
      const steps = definition(smoke ? 20 : STEPS);
      return {
        ours: {
          label: 'one step more, on record in SQLite',
          async run() {
            const id = await real.carry(steps);
            const run = must(await real.records.run(id));
            if (run?.status !== 'succeeded') throw new Error(`It ended ${run?.status}.`);
            return undefined;
          },
        },
        async close() {
          await real.close();
          await store.close();
          await remove();
        },
      };
    },
  };
}

/** Runs on record, all ended: what a year and more of an hourly pipeline leaves. */
async function openMany(smoke: boolean) {
  const { store, remove } = await openStore();
  const real = await openRealEngine(store, async () => worked);
  const { id } = sessionOf('a');
  const count = smoke ? 100 : RUNS;
  for (let at = 0; at < count; at += 500) {
    const runs: NewRun[] = names(Math.min(500, count - at)).map((_, more) =>
      runOf(`r${String(at + more).padStart(6, '0')}`, {
        queuedAt: new Date(1_700_000_000_000 + (at + more) * 3_600_000).toISOString(),
      }),
    );
    must(await real.records.decide(id, { schedules: [], slots: [], runs }));
    const ended = {
      status: 'succeeded',
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:01:00.000Z',
    };
    must(
      await real.records.change(
        id,
        runs.map((run) => ({ what: 'run', run: run.id, set: { ...ended, status: 'succeeded' } })),
      ),
    );
  }
  const close = async () => {
    await real.close();
    await store.close();
    await remove();
  };
  return { real, count, close };
}

const listing: Benchmark = {
  name: `${RUNS.toLocaleString('en')} runs, a page of them and how many`,
  unit: 'ms',
  repeats: 9,
  aim: { absolute: 50 },
  async open(smoke) {
    const { real, count, close } = await openMany(smoke);
    return {
      ours: {
        label: `the newest ${PAGE} and the count`,
        async run() {
          const [page, all] = await Promise.all([
            real.records.runs({}, { skip: 0, take: PAGE }),
            real.records.countRuns({}),
          ]);
          if (must(page).length !== PAGE || must(all) !== count) throw new Error('Runs are missing.');
          return undefined;
        },
      },
      close,
    };
  },
};

const WAKES = 20;
const idling: Benchmark = {
  name: 'engine with nothing to do, one look',
  unit: 'ms',
  repeats: 9,
  operations: WAKES,
  aim: { absolute: 5 },
  async open(smoke) {
    const { real, close } = await openMany(smoke);
    return {
      ours: {
        label: `among ${RUNS.toLocaleString('en')} runs that have ended`,
        async run() {
          for (let at = 0; at < WAKES; at += 1) {
            real.engine.wake();
            await real.engine.idle();
          }
          return undefined;
        },
      },
      close,
    };
  },
};

export const benchmarks: readonly Benchmark[] = [
  carrying('one after another', serial),
  carrying('all at once', wide),
  listing,
  idling,
];
