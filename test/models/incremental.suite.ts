import { describe } from 'vitest';
import type { OpenedBuilds } from '../warehouse/builds/bench.ts';
import { useModelBench } from './carried/bench.ts';
import { strategies } from './carried/strategies.ts';

/** Adding to a table and replacing parts of it. Both engines must do all of it. */
export function describeIncremental(name: string, open: () => Promise<OpenedBuilds>): void {
  describe(`incremental models on ${name}`, () => {
    const bench = useModelBench(open);
    strategies(bench);
  });
}
