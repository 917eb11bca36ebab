import { parentPort, workerData } from 'node:worker_threads';
import type { RowMaker } from '../../store.ts';
import { createEncoder } from './createEncoder.ts';
import type { FromMaker, MakerOrder, ToMaker } from './maker.ts';

/** Chunks under way at once: enough that the server never waits, few enough that memory stays small. */
const UNDER_WAY = 6;
/** Some 300 kB, so that the line has its first bytes early and is never left without. */
const SLICE = 2_000;
const REPORT_MS = 100;

/**
 * Runs one maker of rows beside the main thread and hands over what it makes, encoded, without copying it. It
 * imports next to nothing, because the server waits for its first rows.
 */
async function work(order: MakerOrder): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('This file is a worker.');
  const say = (message: FromMaker, moved: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...moved]);
  const free: (ArrayBuffer | undefined)[] = new Array(UNDER_WAY).fill(undefined);
  let wake: () => void = () => undefined;
  port.on('message', ({ spare }: ToMaker) => {
    free.push(spare);
    wake();
  });
  let reported = 0;
  const report: Parameters<RowMaker>[1] = (progress) => {
    const now = performance.now();
    if (now - reported < REPORT_MS) return;
    reported = now;
    say({ progress });
  };
  const encoder = createEncoder(order.columns, order.types, order.stamps);
  const { default: maker } = (await import(order.module)) as { default: RowMaker };
  const batches = maker(order.input, report);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) {
      say({ rows: encoder.rows, outcome: value });
      break;
    }
    for (let at = 0; at < value.length; at += SLICE) {
      while (free.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const encoded = encoder.encode(value.slice(at, at + SLICE), free.pop());
      if ('why' in encoded) {
        await batches.return(undefined);
        say({ refused: encoded });
        port.close();
        return;
      }
      say({ chunk: encoded }, [encoded.buffer]);
    }
  }
  port.close();
}

try {
  await work(workerData as MakerOrder);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  // A maker of another domain carries a failure it expected in what it throws.
  const carried = error instanceof Error && 'failure' in error ? error.failure : null;
  parentPort?.postMessage({ broken: why, carried } satisfies FromMaker);
  parentPort?.close();
}
