import type { MessagePort, Transferable } from 'node:worker_threads';
import type { Failure } from '../../../../shared/errors/failure.ts';
import type { Scanned } from './scanner.ts';
import type { CsvPlan } from './tableScanner.ts';

export interface ScannedPiece {
  readonly scanned: Scanned;
  /** Whether its bytes held something that means nothing in their encoding. */
  readonly damaged: boolean;
  /** Bytes of the file up to its end. */
  readonly read: number;
}

export type ScanMessage =
  | { readonly piece: ScannedPiece }
  | { readonly failure: Failure }
  | { readonly done: true };

export interface ScanTask {
  readonly plan: CsvPlan;
  readonly port: MessagePort;
  /** Shared by both threads: see the places below. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

/** Messages given so far, messages taken so far, and 1 when no more are wanted. */
export const GIVEN = 0;
export const TAKEN = 1;
export const STOPPED = 2;
export const STATE_PLACES = 3;

/** Pieces that wait for the other thread: enough that neither waits for the other's pauses, and a few MB. */
const MOST_AHEAD = 3;

/** The giving side. Waits while the taking side is behind, and answers whether more is wanted. */
export function createHandOver({ port, state }: ScanTask): { give(message: ScanMessage): boolean } {
  return {
    give(message) {
      for (;;) {
        if (Atomics.load(state, STOPPED) === 1) return false;
        const taken = Atomics.load(state, TAKEN);
        if (Atomics.load(state, GIVEN) - taken < MOST_AHEAD) break;
        Atomics.wait(state, TAKEN, taken);
      }
      port.postMessage(message, moved(message));
      Atomics.add(state, GIVEN, 1);
      Atomics.notify(state, GIVEN);
      return Atomics.load(state, STOPPED) === 0;
    },
  };
}

function moved(message: ScanMessage): Transferable[] {
  if (!('piece' in message)) return [];
  const { bounds, lines } = message.piece.scanned;
  return [bounds.buffer, lines.buffer];
}
