import { parentPort } from 'node:worker_threads';
import { failureOf } from '../trouble.ts';
import type { Order, Said } from './isolate.ts';

/** The other end of `isolate.ts`: runs one order and ends with whoever gave it. */
const port = parentPort;
const say = (said: Said) => (port === null ? process.send?.(said) : port.postMessage(said));
let goOn = () => {};

function hear(message: unknown): void {
  if (message === 'next') goOn();
  else void carryOut(message as Order);
}

async function carryOut({ module, input }: Order): Promise<void> {
  try {
    const made = (await import(module)) as {
      default: (input: unknown) => AsyncGenerator<unknown, unknown, void>;
    };
    const items = made.default(input);
    for (;;) {
      const { done, value } = await items.next();
      if (done) {
        say({ end: value });
        return;
      }
      const answered = new Promise<void>((settle) => {
        goOn = settle;
      });
      say({ item: value });
      await answered;
    }
  } catch (error) {
    const failure = failureOf(error);
    say(
      failure === null
        ? { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) }
        : { failure },
    );
  }
}

if (port === null) {
  process.on('message', hear);
  process.on('disconnect', () => process.exit(0));
} else port.on('message', hear);
