import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobId } from '../../../../shared/domain/job.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';

export interface MakeBrief {
  begin(): void;
  readonly busy: boolean;
  /** Of the last time, where it failed. */
  readonly failed: { readonly message: string; readonly next: string } | null;
}

export function useMakeBrief(): MakeBrief {
  const [job, setJob] = useState<JobId | null>(null);
  const make = useMutation(
    useCalls().brief.make.mutationOptions({
      onSuccess: (started) => setJob(started.job),
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  const at = useJobs().find(({ id }) => id === job);
  return {
    begin: () => make.mutate(undefined),
    busy: make.isPending || at?.status === 'running' || at?.status === 'cancelling',
    failed: at?.status === 'failed' ? at : null,
  };
}
