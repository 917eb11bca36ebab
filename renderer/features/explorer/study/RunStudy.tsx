import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { StudyName } from '../../../../shared/domain/study.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useJobs } from '../../../client/client.tsx';

export function RunStudy({ study }: { study: StudyName }) {
  const jobs = useJobs();
  const run = useMutation(
    useCalls().studies.run.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const status = jobs.find(({ id }) => id === run.data?.job)?.status;
  return (
    <Button
      variant="default"
      loading={run.isPending || status === 'running' || status === 'cancelling'}
      leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
      onClick={() => run.mutate({ name: study })}
    >
      Run the study
    </Button>
  );
}
