import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

export default function NoWorkspace() {
  return (
    <Page title="Sources">
      <EmptyState
        icon={IconDatabaseImport}
        title="No workspace is open"
        action={
          <Button component={Link} href="/">
            Open or make one
          </Button>
        }
      >
        What you load is kept in the warehouse of a workspace.
      </EmptyState>
    </Page>
  );
}
