import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from 'wouter';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Section } from '../../../ui/Section.tsx';

/** The other half of this screen, said to be missing until it is there. */
export default function Connectors() {
  return (
    <Section title="Connected sources">
      <EmptyState
        icon={IconPlugConnected}
        title="Not part of this version yet"
        action={
          <Button component={Link} href="/settings#vault" variant="default">
            Vault
          </Button>
        }
      >
        Platforms and shops you have accounts with will be connected here. Until then, export from them and
        add the files; keep the keys in the vault.
      </EmptyState>
    </Section>
  );
}
