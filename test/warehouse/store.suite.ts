import { describe } from 'vitest';
import { type OpenStore, useBench } from './store/bench.ts';
import { bulk } from './store/bulk.ts';
import { reading } from './store/reading.ts';
import { relations } from './store/relations.ts';
import { replacing } from './store/replacing.ts';
import { stopping } from './store/stopping.ts';
import { transactions } from './store/transactions.ts';
import { types } from './store/types.ts';

/** How a `Store` behaves, whatever engine is under it: each adapter runs all of this against the real thing. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store on ${name}`, () => {
    const bench = useBench(open);
    relations(bench);
    types(bench);
    transactions(bench);
    bulk(bench);
    reading(bench);
    stopping(bench);
    replacing(bench);
  });
}
