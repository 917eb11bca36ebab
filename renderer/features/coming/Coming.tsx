import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconHome, IconKey } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Screen } from '../../app/screen.ts';
import { useWorkspace } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PROMISED } from './promises.ts';

/** A screen that isn't part of this version yet: what it will do, and what can be done towards it now. */
export default function Coming({ screen }: { screen: Screen }) {
  const workspace = useWorkspace();
  const promised = PROMISED[screen.id];
  if (promised === undefined) return null;
  return (
    <Page title={screen.label} lead={promised.does}>
      <EmptyState
        icon={screen.icon}
        title="Not part of this version yet"
        action={
          <>
            <Button
              component={Link}
              href="/"
              variant="default"
              leftSection={<IconHome size={16} stroke={1.75} aria-hidden />}
            >
              {workspace ? 'Files of the workspace' : 'Home'}
            </Button>
            <Button
              component={Link}
              href="/settings#vault"
              variant="default"
              leftSection={<IconKey size={16} stroke={1.75} aria-hidden />}
            >
              Vault
            </Button>
            <Button
              component={Link}
              href="/settings"
              variant="default"
              leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
            >
              Settings
            </Button>
          </>
        }
      >
        {promised.now}
      </EmptyState>
    </Page>
  );
}
