import { Worker } from 'node:worker_threads';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { Failure, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RowSource, RowSourceOutcome, RowStamps } from '../../store.ts';
import { failureOf, limit, type Stop } from '../stop.ts';
import type { Refusal } from './encoder.ts';

export interface MakerOrder {
  readonly module: string;
  readonly input: unknown;
  readonly relation: RelationName;
  readonly columns: readonly string[];
  readonly types: readonly number[] | null;
  readonly stamps: RowStamps;
}

export type FromMaker =
  | { readonly chunk: Uint8Array<ArrayBuffer> }
  | { readonly progress: { rows: number; bytes: number; totalBytes?: number } }
  | { readonly refused: Refusal }
  | { readonly broken: string; readonly carried: unknown }
  | RowSourceOutcome;

/** Another chunk may come; in what held the last one, when nothing reads that any more. */
export interface ToMaker {
  readonly spare: ArrayBuffer | undefined;
}

/** A maker that keeps everything it reads is ended before it takes the whole program along. */
const MOST_MEGABYTES = 1_024;

/** Resolves when the line has taken the bytes: true when nothing reads them any more, and they may be written over. */
export type Write = (bytes: Uint8Array) => Promise<boolean>;

/** A maker at work in its own thread. `write` is awaited for each chunk before the next are asked for. */
export async function runMaker(
  order: MakerOrder,
  { signal, onProgress }: Pick<RowSource, 'signal' | 'onProgress'>,
  stop: Stop,
  write: Write,
): Promise<Result<RowSourceOutcome>> {
  const limited = limit(signal === undefined ? {} : { signal }, undefined, stop);
  if (limited.stop.aborted) return { ok: false, failure: failureOf(limited.stop) };
  const worker = new Worker(new URL('./copyWorker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  try {
    return await new Promise((resolve, reject) => {
      let writing = Promise.resolve();
      limited.stop.addEventListener('abort', () => resolve({ ok: false, failure: failureOf(limited.stop) }));
      worker.on('error', (error) => resolve({ ok: false, failure: brokenMaker(error.message) }));
      worker.on('exit', () => resolve({ ok: false, failure: brokenMaker('it ended without a word') }));
      worker.on('message', (message: FromMaker) => {
        if ('progress' in message) return onProgress?.(message.progress);
        if ('refused' in message)
          return resolve({ ok: false, failure: refusal(order.relation, message.refused) });
        if ('broken' in message) {
          const carried = Failure.safeParse(message.carried);
          return resolve({ ok: false, failure: carried.data ?? brokenMaker(message.broken) });
        }
        if ('chunk' in message) {
          const { chunk } = message;
          writing = writing
            .then(() => write(chunk))
            .then((free) => {
              const spare = free ? chunk.buffer : undefined;
              worker.postMessage({ spare } satisfies ToMaker, spare === undefined ? [] : [spare]);
            });
          writing.catch(reject);
          return;
        }
        // The exit that follows must not come before the last chunk is written.
        worker.removeAllListeners('exit');
        writing.then(() => resolve(ok(message)), reject);
      });
    });
  } finally {
    limited.release();
    await worker.terminate();
  }
}

function brokenMaker(why: string): Failure {
  return fail('INTERNAL', {
    message: `The rows could not be made: ${why}`,
    next: 'Try again; if it happens twice, report it with the log.',
  }).failure;
}

export function refusal(relation: RelationName, { row, column, why }: Refusal): Failure {
  return fail('BAD_INPUT', {
    subject: relation,
    message: `Row ${row} can’t be stored in ${relation}: its column ${column} holds ${why}.`,
    next: 'Correct that value, or leave the column or the row out.',
  }).failure;
}
