import { Button } from '@mantine/core';
import { IconFolderOpen, IconKey, IconLock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SecretName, VaultStatus } from '../../../../shared/contract/vault.ts';
import { useRunAction } from '../../../app/actions.tsx';
import { useWorkspace } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Section } from '../../../ui/Section.tsx';
import SecretDialog from './SecretDialog.tsx';
import SecretList from './SecretList.tsx';

type Editing = { readonly replace: SecretName | null };

/** The open workspace's secrets by name. A value goes in and never comes back out. */
export default function Secrets({ status }: { status: VaultStatus }) {
  const run = useRunAction();
  const workspace = useWorkspace();
  const [editing, setEditing] = useState<Editing | null>(null);
  const ready = Boolean(workspace) && !status.locked;
  const add = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
      onClick={() => setEditing({ replace: null })}
    >
      Add a secret
    </Button>
  );

  return (
    <Section
      title="Secrets of this workspace"
      description="Sources refer to them by name. A value can be replaced or deleted, never shown."
      actions={ready && add}
    >
      {workspace === null && (
        <EmptyState
          icon={IconFolderOpen}
          title="No workspace is open"
          action={
            <Button variant="default" onClick={() => run('open-workspace')}>
              Open a folder
            </Button>
          }
        >
          Secrets belong to a workspace: open one to see and add its secrets.
        </EmptyState>
      )}
      {workspace && status.locked && (
        <EmptyState icon={IconLock} title="The vault is locked">
          Unlock it above to see the names of its secrets and to change them.
        </EmptyState>
      )}
      {ready && (
        <SecretList
          onReplace={(replace) => setEditing({ replace })}
          empty={
            <EmptyState icon={IconKey} title="No secrets yet">
              Add the keys and passwords that your sources will need, such as tiktok.api_key.
            </EmptyState>
          }
        />
      )}
      {editing && <SecretDialog replace={editing.replace} onClose={() => setEditing(null)} />}
    </Section>
  );
}
