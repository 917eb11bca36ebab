/** One execution of a pipeline. Sorts by when it was made. */
export type RunId = string & { readonly __run: unique symbol };
/** One process's time as the scheduler of a workspace. */
export type SessionId = string & { readonly __session: unique symbol };
export type BackfillId = string & { readonly __backfill: unique symbol };
