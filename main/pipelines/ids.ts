import type { RunId as SharedRunId } from '../../shared/domain/pipeline/run.ts';

export type RunId = SharedRunId;
/** One process's time as the scheduler of a workspace. */
export type SessionId = string & { readonly __session: unique symbol };
export type BackfillId = string & { readonly __backfill: unique symbol };
