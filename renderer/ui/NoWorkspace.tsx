import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from './EmptyState.tsx';
import { Page } from './Page.tsx';

/** What a screen about a workspace shows while none is open. */
export function NoWorkspace({ title, icon, children }: { title: string; icon: Icon; children: ReactNode }) {
  return (
    <Page title={title}>
      <EmptyState
        icon={icon}
        title="No workspace is open"
        action={
          <Button component={Link} href="/">
            Open or make one
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Page>
  );
}
