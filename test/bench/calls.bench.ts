import { TRANSPORTS } from '../contract/transports.ts';
import { openTestWorkbench } from '../contract/workbench.ts';
import type { Benchmark } from './benchmark.ts';

const CALLS = 1_000;

/** One call after another, each awaited, as a screen makes them. */
async function repeat(call: () => unknown): Promise<undefined> {
  for (let done = 0; done < CALLS; done += 1) await call();
}

export const benchmarks: readonly Benchmark[] = Object.entries(TRANSPORTS).map(([transport, attach]) => ({
  name: `one call ${transport}`,
  unit: 'ms',
  repeats: 7,
  operations: CALLS,
  aim: { adds: 0.5 },
  async open() {
    const test = await openTestWorkbench();
    const line = await attach(test.workbench);
    return {
      ours: { label: 'app.info through the contract', run: () => repeat(() => line.client.app.info()) },
      peer: {
        label: 'the same function called directly',
        version: process.version,
        run: () => repeat(() => test.workbench.info()),
      },
      async close() {
        await line.close();
        await test.close();
      },
    };
  },
}));
