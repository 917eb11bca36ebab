import { Button } from '@mantine/core';
import { IconSchema } from '@tabler/icons-react';
import { Link } from 'wouter';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../../../ui/Page.tsx';
import classes from '../models.module.css';

export default function MissingProject({ folder }: { folder: string }) {
  return (
    <Page title="Models">
      <EmptyState
        icon={IconSchema}
        title="There is no project in this workspace yet"
        action={
          <>
            <CopyButton value={folder} label="Copy the folder’s path" />
            <Button component={Link} href="/" variant="default">
              New workspace from a template
            </Button>
          </>
        }
      >
        <p>
          Models are an ordinary dbt project. Put its dbt_project.yml, with models/, seeds/, snapshots/,
          macros/ and tests/ beside it, into the workspace’s folder. It appears here as soon as it is saved.
        </p>
        <p>
          <code className={classes['path']}>{folder}</code>
        </p>
      </EmptyState>
    </Page>
  );
}
