import type { ScreenChunk } from './screenPairs.ts';

/** Of each pair of a study, what is known so far, by the pair's number. Plain data: 19 bytes a pair, however long the series are. */
export interface ScreenState {
  /** Of the study and its options: figures of other data never go on here. */
  readonly fingerprint: string;
  readonly status: Uint8Array;
  readonly p: Float64Array;
  readonly lead: Int16Array;
  readonly value: Float64Array;
}

export const OPEN = 0;
export const JUDGED = 1;
/** The reason is found again in the series when a person asks. */
export const REFUSED = 2;

export function emptyState(fingerprint: string, pairs: number): ScreenState {
  return {
    fingerprint,
    status: new Uint8Array(pairs),
    p: new Float64Array(pairs).fill(Number.NaN),
    lead: new Int16Array(pairs),
    value: new Float64Array(pairs).fill(Number.NaN),
  };
}

/** Chunks may come in any order, also twice. */
export function addChunk(state: ScreenState, { pairs, status, p, lead, value }: ScreenChunk): void {
  for (const [i, pair] of pairs.entries()) {
    state.status[pair] = status[i] as number;
    state.p[pair] = p[i] as number;
    state.lead[pair] = lead[i] as number;
    state.value[pair] = value[i] as number;
  }
}

export function countDone(state: ScreenState): number {
  return state.status.reduce((count, status) => count + (status === OPEN ? 0 : 1), 0);
}
