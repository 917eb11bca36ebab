import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { StudyName } from '../../../shared/domain/study.ts';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../client/client.tsx';

/** Starts it; how far it is, and how to stop it, is shown where all running work is. */
export default function RunStudy({ name, small = false }: { name: StudyName; small?: boolean }) {
  const jobs = useJobs();
  const run = useMutation(
    useCalls().studies.run.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const mine = jobs.find(({ id }) => id === run.data?.job);
  const busy = run.isPending || mine?.status === 'running' || mine?.status === 'cancelling';
  return (
    <Button
      variant={small ? 'default' : 'filled'}
      size={small ? 'compact-sm' : 'sm'}
      loading={busy}
      leftSection={<IconPlayerPlay size={small ? 14 : 16} stroke={1.75} aria-hidden />}
      aria-label={`Run ${name}`}
      onClick={() => run.mutate({ name })}
    >
      Run
    </Button>
  );
}
