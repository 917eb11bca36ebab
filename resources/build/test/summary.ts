import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts the run for the line it closes with. A file that can't be loaded and an error outside any test are failures too. */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env['LEADLINE_SUMMARY'];
    if (file === undefined) return;
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((candidate) => candidate === state).length;
    const unloaded = modules.filter((module) => module.errors().length > 0).length;
    const counts: Counts = {
      passed: count('passed'),
      failed: count('failed') + count('pending') + unloaded + errors.length,
      skipped: count('skipped'),
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}
