import { describe } from 'vitest';
import type { OpenedBuilds } from '../warehouse/builds/bench.ts';
import { useModelBench } from './carried/bench.ts';
import { changingColumns } from './carried/changingColumns.ts';
import { comparing } from './carried/comparing.ts';
import { strategies } from './carried/strategies.ts';
import { twoWays } from './carried/twoWays.ts';
import { watchedTables } from './carried/watchedTables.ts';

/** Adding to a table and replacing parts of it. Both engines must do all of it. */
export function describeIncremental(engine: 'sqlite' | 'postgres', open: () => Promise<OpenedBuilds>): void {
  describe(`incremental models on ${engine}`, () => {
    const bench = useModelBench(engine, open);
    strategies(bench);
    changingColumns(bench);
    twoWays(bench);
    watchedTables(bench);
    comparing(bench);
  });
}
