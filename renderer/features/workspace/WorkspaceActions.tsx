import { IconFolderOpen, IconFolderPlus, IconFolderX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import type { Failure } from '../../../shared/errors/failure.ts';
import type { Action } from '../../app/actionList.ts';
import { useActions } from '../../app/actions.tsx';
import { notifyDone, notifyFailure } from '../../app/toasts.ts';
import { failureOf, useClient, useWorkspace } from '../../client/client.tsx';
import NewWorkspaceDialog from './NewWorkspaceDialog.tsx';
import OpenRefusedDialog from './OpenRefusedDialog.tsx';

type Shown =
  | { readonly kind: 'new'; readonly folder: string | null }
  | { readonly kind: 'refused'; readonly path: string; readonly failure: Failure };

/** Opening, making and closing a workspace, from anywhere: the rest of the page runs these by their ids. */
export default function WorkspaceActions() {
  const client = useClient();
  const workspace = useWorkspace();
  const [, navigate] = useLocation();
  const [shown, setShown] = useState<Shown | null>(null);

  async function pickAndOpen(): Promise<void> {
    setShown(null);
    try {
      const { path } = await client.host.pickFolder({ title: 'Open a workspace' });
      if (path !== null) await open(path);
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  async function open(path: string): Promise<void> {
    try {
      opened(await client.workspace.open({ path }));
    } catch (error) {
      setShown({ kind: 'refused', path, failure: failureOf(error) });
    }
  }

  function opened({ config, path }: OpenWorkspace): void {
    setShown(null);
    notifyDone(`${config?.name ?? path} is open.`);
    navigate('/');
  }

  async function close(): Promise<void> {
    try {
      await client.workspace.close();
      notifyDone('The workspace is closed. Its files stay where they are.');
      navigate('/');
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  const always: Action[] = [
    {
      id: 'open-workspace',
      label: 'Open a workspace…',
      icon: IconFolderOpen,
      keywords: ['folder', 'switch'],
      shortcut: 'Mod+O',
      run: () => void pickAndOpen(),
    },
    {
      id: 'new-workspace',
      label: 'New workspace…',
      icon: IconFolderPlus,
      keywords: ['create', 'template', 'start'],
      run: () => setShown({ kind: 'new', folder: null }),
    },
  ];
  const whileOpen: Action[] = [
    { id: 'close-workspace', label: 'Close the workspace', icon: IconFolderX, run: () => void close() },
  ];
  useActions(workspace ? [...always, ...whileOpen] : always);

  if (shown === null) return null;
  if (shown.kind === 'new') {
    return <NewWorkspaceDialog folder={shown.folder} onClose={() => setShown(null)} onCreated={opened} />;
  }
  return (
    <OpenRefusedDialog
      failure={shown.failure}
      onClose={() => setShown(null)}
      onRetry={() => open(shown.path)}
      onPickAnother={() => void pickAndOpen()}
      onCreateHere={() => setShown({ kind: 'new', folder: shown.path })}
    />
  );
}
