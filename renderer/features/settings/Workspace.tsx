import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useRunAction } from '../../app/actions.tsx';
import { useWorkspace } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import classes from './settings.module.css';
import WorkspaceForm from './WorkspaceForm.tsx';

export default function Workspace() {
  const workspace = useWorkspace();
  const run = useRunAction();
  if (workspace === undefined) return null;
  if (workspace === null) {
    return (
      <Section title="Workspace">
        <EmptyState
          icon={IconFolderOpen}
          title="No workspace is open"
          action={
            <>
              <Button onClick={() => run('new-workspace')}>New workspace</Button>
              <Button variant="default" onClick={() => run('open-workspace')}>
                Open a folder
              </Button>
            </>
          }
        >
          Its name, reporting zone and currency are set here once one is.
        </EmptyState>
      </Section>
    );
  }
  const { config } = workspace;
  if (config === null) {
    return (
      <Section title="Workspace">
        <div className={classes['panel']}>
          <State state="broken">leadline.yml can’t be used</State>
          <p>
            Mend it in a text editor first: changing it here could overwrite what you meant.{' '}
            <Link href="/">Home names each problem with its line</Link>.
          </p>
        </div>
      </Section>
    );
  }
  return (
    <Section
      title="Workspace"
      description="Kept in leadline.yml, where your comments and the order of lines stay."
      actions={
        <Button variant="default" onClick={() => run('close-workspace')}>
          Close the workspace
        </Button>
      }
    >
      <WorkspaceForm config={config} />
    </Section>
  );
}
