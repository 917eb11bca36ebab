import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SourceDetail, SourceName } from '../../../../shared/contract/sources.ts';
import type { Failure } from '../../../../shared/errors/failure.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';
import { isWaiting } from '../overview/standingOf.ts';
import type { Told } from './told.ts';

export interface ExtractHow {
  readonly streams?: string[];
  readonly fullRefresh?: boolean;
  readonly allowEmpty?: boolean;
  readonly backfill?: { from: string; to?: string };
}

export interface Extracting {
  readonly extract: { readonly isPending: boolean; start(how?: ExtractHow): void };
  readonly check: { readonly isPending: boolean; start(): void };
  /** What keeps the source from being read, unless it only waits to be set up, and what was refused here since. */
  readonly failures: readonly Failure[];
}

/** Asks the source: whether it answers, and for what it has. */
export function useExtracting(source: SourceDetail, told: readonly Told[]): Extracting {
  const { name: written, title, problem, running } = source;
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const name = written as SourceName;
  const extract = useMutation(
    calls.extract.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: calls.key() }),
    }),
  );
  const check = useMutation(
    calls.check.mutationOptions({
      onSuccess: ({ milliseconds }) => notifyDone(`${title} answered after ${milliseconds} ms.`),
    }),
  );
  const job = useJobs().find(({ id }) => id === extract.data?.job);
  // What a stream failed at stands beside it; said here is only what kept all of them from being read.
  const isBroken = running === null && job?.status === 'failed' && !told.some((one) => one.isBroken);
  return {
    extract: {
      isPending: extract.isPending,
      start: (how = {}) =>
        extract.mutate({ streams: [], fullRefresh: false, allowEmpty: false, ...how, name }),
    },
    check: { isPending: check.isPending, start: () => check.mutate({ name }) },
    failures: [
      ...(problem === null || isWaiting(source) ? [] : [problem]),
      ...(check.isError ? [failureOf(check.error)] : []),
      ...(extract.isError ? [failureOf(extract.error)] : []),
      ...(isBroken
        ? [{ code: 'SOURCE_FAILED' as const, message: job.message, next: job.next, retry: false }]
        : []),
    ],
  };
}
