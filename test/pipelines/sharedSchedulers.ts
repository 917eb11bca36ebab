import { afterAll, beforeAll } from 'vitest';
import { type OpenedStore, openStore } from '../warehouse/sqliteFolder.ts';
import { must } from '../warehouse/store/bench.ts';
import { DAILY, openBench } from './schedulerBench.ts';

/** 06:00 in New York in winter. */
export const SIX = { cron: '0 6 * * *' };
export const BEFORE_SIX = '2026-11-22T10:59:30.000Z';

/** Schedulers over one store, which is there as long as the tests of the file that asks for it. */
export function sharedSchedulers() {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore();
  });
  afterAll(async () => {
    await opened.store.close();
    await opened.remove();
  });
  const bench = (at: string, zone?: string) => openBench(opened.store, at, zone);
  return {
    bench,
    /** A daily pipeline, switched on. */
    async switchedOn(at: string, definition: object = { schedule: SIX }) {
      const one = await bench(at);
      one.file(definition);
      await one.scheduler.tick();
      must(await one.scheduler.turn(DAILY, true));
      return one;
    },
  };
}
