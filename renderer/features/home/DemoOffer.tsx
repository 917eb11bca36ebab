import { Button, Group, TextInput } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobId } from '../../../shared/domain/job.ts';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useCalls, useClient, useJobs } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { DemoProgress, useRunningDemo } from './DemoProgress.tsx';
import classes from './demo.module.css';

/** Two years of invented figures in a folder of their own: asks only for that folder, and proposes one. */
export default function DemoOffer() {
  const [asking, setAsking] = useState(false);
  const [started, setStarted] = useState<JobId | null>(null);
  const running = useRunningDemo();
  const ended = useJobs().find(({ id }) => id === started);
  if (running !== undefined) return <DemoProgress job={running} />;
  return (
    <div className={classes['start']}>
      {!asking && (
        <div className={classes['buttons']}>
          <Button
            variant="light"
            leftSection={<IconSparkles size={16} stroke={1.75} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            See it with demo data
          </Button>
        </div>
      )}
      {asking && <DemoForm onStarted={setStarted} onClose={() => setAsking(false)} />}
      {ended?.status === 'failed' && (
        <FailureNotice
          failure={{ code: 'BAD_INPUT', message: ended.message, next: ended.next, retry: false }}
        />
      )}
    </div>
  );
}

interface DemoFormProps {
  onStarted: (job: JobId) => void;
  onClose: () => void;
}

function DemoForm({ onStarted, onClose }: DemoFormProps) {
  const calls = useCalls();
  const client = useClient();
  const proposed = useQuery(calls.workspace.defaultFolder.queryOptions());
  const [chosen, setFolder] = useState<string | null>(null);
  const folder = chosen ?? demoFolder(proposed.data?.path ?? '');
  const start = useMutation(calls.workspace.demo.mutationOptions({ onSuccess: ({ job }) => onStarted(job) }));

  async function browse(): Promise<void> {
    try {
      const { path } = await client.host.pickFolder({ title: 'Where should the demo go?' });
      if (path !== null) setFolder(inside(path));
    } catch (failure) {
      notifyFailure(failureOf(failure));
    }
  }

  return (
    <form
      className={classes['panel']}
      onSubmit={(event) => {
        event.preventDefault();
        if (folder.trim() !== '' && !start.isPending) start.mutate({ path: folder.trim() });
      }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          className={classes['folder']}
          label="Folder of the demo"
          description="A new or an empty folder. Forty trends and sixty products, two years of each, all of it invented."
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
        />
        <Button variant="default" onClick={() => void browse()}>
          Browse…
        </Button>
      </Group>
      <div className={classes['buttons']}>
        <Button type="submit" loading={start.isPending} disabled={folder.trim() === ''}>
          Make the demo
        </Button>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </div>
      {start.isError && <FailureNotice failure={failureOf(start.error)} />}
    </form>
  );
}

/** Beside where a workspace would go. One that was begun there goes on, and one that is finished is opened. */
function demoFolder(workspace: string): string {
  return workspace.replace(/[^/\\]+$/, 'demo');
}

function inside(folder: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[/\\]+$/, '')}${separator}demo`;
}
