import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import type { Job, JobId } from '../../../../shared/domain/job.ts';
import { useJobs } from '../../../client/client.tsx';

/** The work that was begun on a package from this window, also when one left the screen and came back. Back is not to undo it. */
export function useStarted(
  subject: AuditSubject,
  variant: AuditVariant,
): readonly [Job | undefined, (id: JobId) => void] {
  const queries = useQueryClient();
  const queryKey = ['audit package begun', subject, variant];
  const { data } = useQuery<JobId | null>({
    queryKey,
    queryFn: () => null,
    enabled: false,
    gcTime: Infinity,
  });
  const job = useJobs().find(({ id }) => id === data);
  return [job, (id) => queries.setQueryData<JobId>(queryKey, id)];
}
