import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Failure } from '../../../../shared/errors/failure.ts';
import { cancelled, FileTrouble, unreadable } from '../trouble.ts';

export interface Confinement {
  /** The file whose content is read there, for messages. */
  readonly file: string;
  readonly heapMb: number;
  /** How long nothing may be heard before it is stopped. */
  readonly silentMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the other side says. Each `item` is answered with a word before the next is made. */
export type Said =
  | { readonly item: unknown }
  | { readonly end: unknown }
  | { readonly failure: Failure }
  | { readonly defect: string };

export interface Order {
  /** URL of a module whose default export makes a generator of its input. */
  readonly module: string;
  readonly input: unknown;
}

type Heard = Said | 'gone' | 'cancelled';

interface Line {
  next(): void;
  stop(): void;
}

interface Ears {
  readonly heard: (said: Said) => void;
  readonly gone: () => void;
}

const CONFINED = new URL('./confined.ts', import.meta.url);

/**
 * Runs a generator over untrusted bytes where neither its memory nor a crash nor an endless loop reaches the program. A process
 * of its own, because V8 ends the whole process when a thread with a heap limit asks for one large piece too much; a thread only
 * where no plain Node can be started.
 */
export async function* runIsolated(
  order: Order,
  confinement: Confinement,
): AsyncGenerator<unknown, unknown, void> {
  const { signal, file } = confinement;
  if (signal?.aborted) throw cancelled(file);
  const waiting: Heard[] = [];
  let wake = () => {};
  const put = (said: Heard) => {
    waiting.push(said);
    wake();
  };
  const ears: Ears = { heard: put, gone: () => put('gone') };
  const line =
    process.versions['electron'] === undefined
      ? startProcess(order, confinement, ears)
      : startThread(order, confinement, ears);
  const stopped = () => put('cancelled');
  signal?.addEventListener('abort', stopped);
  try {
    for (;;) {
      const said =
        waiting.shift() ??
        (await withinTime(
          confinement,
          (settle) => {
            wake = settle;
          },
          waiting,
        ));
      if (said === 'cancelled') throw cancelled(file);
      if (said === 'gone') throw tooMuch(file);
      if ('failure' in said) throw new FileTrouble(said.failure);
      if ('defect' in said) throw new Error(said.defect);
      if ('end' in said) return said.end;
      yield said.item;
      line.next();
    }
  } finally {
    signal?.removeEventListener('abort', stopped);
    line.stop();
  }
}

async function withinTime(
  { silentMs, file }: Confinement,
  listen: (settle: () => void) => void,
  waiting: Heard[],
): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<void>();
  listen(resolve);
  const timer = setTimeout(resolve, silentMs);
  await promise;
  clearTimeout(timer);
  const said = waiting.shift();
  if (said !== undefined) return said;
  throw unreadable(
    file,
    `Reading ${file} was stopped: nothing came of it in ${Math.round(silentMs / 1000)} seconds.`,
    'Save it as CSV with the program it comes from, and load that.',
  );
}

function tooMuch(file: string): FileTrouble {
  return unreadable(
    file,
    `Reading ${file} needed more memory than it may take.`,
    'Save it as CSV with the program it comes from, or in smaller parts, and load that.',
  );
}

function startProcess(order: Order, { heapMb }: Confinement, ears: Ears): Line {
  const child = fork(fileURLToPath(CONFINED), {
    execArgv: [`--max-old-space-size=${heapMb}`],
    // Nothing of the environment is any business of a parser; Windows needs its folder to start anything.
    env: process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (said) => ears.heard(said as unknown as Said));
  child.on('error', ears.gone);
  child.on('exit', ears.gone);
  child.send(order);
  return {
    next: () => child.connected && child.send('next', () => undefined),
    stop: () => child.kill('SIGKILL'),
  };
}

function startThread(order: Order, { heapMb }: Confinement, ears: Ears): Line {
  const worker = new Worker(CONFINED, {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
  });
  worker.on('message', ears.heard);
  worker.on('error', ears.gone);
  worker.on('exit', ears.gone);
  worker.postMessage(order);
  return { next: () => worker.postMessage('next'), stop: () => void worker.terminate() };
}
