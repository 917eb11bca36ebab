import { Menu, Skeleton, UnstyledButton } from '@mantine/core';
import { IconFolder, IconFolderOpen, IconFolderPlus, IconSelector, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { failureOf, useCalls, useWorkspace } from '../client/client.tsx';
import { useRunAction } from './actions.tsx';
import { notifyFailure } from './toasts.ts';
import classes from './WorkspaceMenu.module.css';

const RECENT_SHOWN = 6;

/** Which workspace this is, and the way to another. */
export function WorkspaceMenu() {
  const workspace = useWorkspace();
  const run = useRunAction();
  const [opened, setOpened] = useState(false);
  if (workspace === undefined) return <Skeleton height={16} width={140} ml="xs" />;
  return (
    <Menu position="bottom-start" withinPortal={false} width={320} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <UnstyledButton className={classes['button']}>
          <IconFolder size={18} stroke={1.5} aria-hidden className={classes['icon']} />
          <span className={classes['name']}>
            {workspace === null ? 'No workspace open' : nameOf(workspace)}
          </span>
          <IconSelector size={14} stroke={1.75} aria-hidden className={classes['icon']} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {workspace !== null && <Menu.Label className={classes['path']}>{workspace.path}</Menu.Label>}
        <RecentItems opened={opened} besides={workspace?.path} />
        <Menu.Item
          leftSection={<IconFolderOpen size={16} stroke={1.5} aria-hidden />}
          onClick={() => run('open-workspace')}
        >
          Open a workspace…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderPlus size={16} stroke={1.5} aria-hidden />}
          onClick={() => run('new-workspace')}
        >
          New workspace…
        </Menu.Item>
        {workspace !== null && (
          <Menu.Item
            leftSection={<IconX size={16} stroke={1.5} aria-hidden />}
            onClick={() => run('close-workspace')}
          >
            Close this workspace
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function RecentItems({ opened, besides }: { opened: boolean; besides: string | undefined }) {
  const calls = useCalls();
  const recent = useQuery(calls.workspace.recent.queryOptions({ enabled: opened }));
  const open = useMutation(
    calls.workspace.open.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const others = (recent.data ?? [])
    .filter(({ path, present }) => present && path !== besides)
    .slice(0, RECENT_SHOWN);
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Label>Recent</Menu.Label>
      {others.map(({ path, name }) => (
        <Menu.Item
          key={path}
          leftSection={<IconFolder size={16} stroke={1.5} aria-hidden />}
          onClick={() => open.mutate({ path })}
        >
          <span className={classes['recent']}>
            {name}
            <span className={classes['where']}>{path}</span>
          </span>
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

/** A workspace whose `leadline.yml` can't be read is known by its folder. */
export function nameOf({ config, path }: OpenWorkspace): string {
  return config?.name ?? path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
