import { Button } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JobId } from '../../../../shared/domain/job.ts';
import { notifyDone, notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useClient, useJobs } from '../../../client/client.tsx';

/** Pages about every node, for whoever has no Leadline. */
export default function DocsButton() {
  const client = useClient();
  const [writing, setWriting] = useState<JobId | null>(null);
  const job = useJobs().find(({ id }) => id === writing);
  const write = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const { path } = await client.host.pickFolder({ title: 'A new or empty folder for the documentation' });
      return path === null ? null : client.models.docs({ folder: path });
    },
    onSuccess: (started) => setWriting(started?.job ?? null),
    onError: (error) => notifyFailure(failureOf(error)),
  });
  const outcome = job?.status === 'done' ? job.outcome : null;
  useEffect(() => {
    if (outcome !== null) notifyDone(`The documentation is written. ${outcome}`);
  }, [outcome]);
  return (
    <Button
      variant="default"
      leftSection={<IconBook size={16} stroke={1.75} aria-hidden />}
      loading={write.isPending || job?.status === 'running'}
      onClick={() => write.mutate()}
    >
      Documentation…
    </Button>
  );
}
