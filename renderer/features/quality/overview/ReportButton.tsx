import { Button } from '@mantine/core';
import { IconFileReport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { notifyDone, notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useClient } from '../../../client/client.tsx';

/** All of this as one file, for somebody without Leadline. */
export default function ReportButton() {
  const client = useClient();
  const write = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const { path } = await client.host.pickSavePath({
        title: 'Save the report on quality',
        suggestedName: `quality-${new Date().toISOString().slice(0, 10)}.html`,
      });
      return path === null ? null : client.quality.report({ path });
    },
    onSuccess: (written) => written !== null && notifyDone(`The report is in ${written.path}.`),
    onError: (error) => notifyFailure(failureOf(error)),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFileReport size={16} stroke={1.75} aria-hidden />}
      loading={write.isPending}
      onClick={() => write.mutate()}
    >
      Static report…
    </Button>
  );
}
