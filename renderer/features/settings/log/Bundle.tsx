import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { failureOf, useClient, useJobs } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import BundleJob from './BundleJob.tsx';

/** Everything someone helping you needs to see, in one file that holds no secret. */
export default function Bundle() {
  const client = useClient();
  const jobs = useJobs();
  const start = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const { path } = await client.host.pickSavePath({
        title: 'Save the diagnostics bundle',
        suggestedName: `leadline-diagnostics-${new Date().toISOString().slice(0, 10)}.zip`,
      });
      return path === null ? null : await client.log.exportBundle({ path });
    },
  });
  const job = jobs.find(({ id }) => id === start.data?.job);
  return (
    <Section
      title="Diagnostics bundle"
      description="Log, versions and health as one zip file, with nothing secret in it: for a message to someone who helps."
    >
      {start.isError && <FailureNotice failure={failureOf(start.error)} />}
      {job && <BundleJob job={job} />}
      <div>
        <Button
          variant="default"
          leftSection={<IconFileZip size={16} stroke={1.75} aria-hidden />}
          loading={start.isPending || job?.status === 'running'}
          onClick={() => start.mutate()}
        >
          Export the bundle…
        </Button>
      </div>
    </Section>
  );
}
