import { beforeAll, describe } from 'vitest';
import { anySplit } from './loads/anySplit.ts';
import { createLoadsBench, type LoadsBench, openLoads } from './loads/bench.ts';
import { dispositions } from './loads/dispositions.ts';
import { expiry } from './loads/expiry.ts';
import { fromRows } from './loads/fromRows.ts';
import { safety } from './loads/safety.ts';
import { type OpenStore, useBench } from './store/bench.ts';

/** How `Loads` behave, whatever engine is under them: each runs all of this against the real thing. */
export function describeLoads(name: string, open: OpenStore): void {
  describe(`loads on ${name}`, () => {
    const stores = useBench(open);
    let bench: LoadsBench | undefined;
    beforeAll(async () => {
      bench = createLoadsBench(stores, await openLoads(stores.store));
    });
    const opened = () => {
      if (bench === undefined) throw new Error('The loads are open only while tests run.');
      return bench;
    };
    dispositions(opened);
    fromRows(opened);
    safety(opened);
    anySplit(opened);
    expiry(opened);
  });
}
