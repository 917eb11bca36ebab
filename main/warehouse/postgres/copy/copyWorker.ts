import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../../../../shared/errors/failure.ts';
import type { RowMaker } from '../../store.ts';
import { createEncoder } from './encodeRows.ts';
import { brokenMaker, type FromMaker, type MakerOrder } from './maker.ts';

/** Chunks under way at once: enough that the server never waits, few enough that memory stays small. */
const UNDER_WAY = 4;
const REPORT_MS = 100;

/** Runs one maker of rows beside the main thread and hands over what it makes, encoded, without copying it. */
async function work(order: MakerOrder): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('This file is a worker.');
  const say = (message: FromMaker, moved: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...moved]);
  let credit = UNDER_WAY;
  let wake: () => void = () => undefined;
  port.on('message', () => {
    credit += 1;
    wake();
  });
  let reported = 0;
  const report: Parameters<RowMaker>[1] = (progress) => {
    const now = performance.now();
    if (now - reported < REPORT_MS) return;
    reported = now;
    say({ progress });
  };
  const encoder = createEncoder(order.relation, order.columns, order.stamps);
  const { default: maker } = (await import(order.module)) as { default: RowMaker };
  const batches = maker(order.input, report);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) {
      say({ rows: encoder.rows, outcome: value });
      break;
    }
    const encoded = encoder.encode(value);
    if (!encoded.ok) {
      await batches.return(undefined);
      say({ failure: encoded.failure });
      break;
    }
    while (credit === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    credit -= 1;
    say({ chunk: encoded.value }, [encoded.value.buffer]);
  }
  port.close();
}

try {
  await work(workerData as MakerOrder);
} catch (error) {
  // A maker of another domain carries a failure it expected in what it throws.
  const carried = error instanceof Error && 'failure' in error ? error.failure : error;
  const failure = Failure.safeParse(carried);
  parentPort?.postMessage({
    failure: failure.success ? failure.data : brokenMaker(error),
  } satisfies FromMaker);
  parentPort?.close();
}
