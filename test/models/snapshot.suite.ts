import { describe } from 'vitest';
import type { OpenedBuilds } from '../warehouse/builds/bench.ts';
import { useModelBench } from './carried/bench.ts';
import { histories } from './carried/histories.ts';

/** Keeping every version of a row. Both engines must do all of it. */
export function describeSnapshots(engine: 'sqlite' | 'postgres', open: () => Promise<OpenedBuilds>): void {
  describe(`snapshots on ${engine}`, () => {
    const bench = useModelBench(engine, open);
    histories(bench);
  });
}
