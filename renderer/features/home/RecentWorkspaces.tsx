import { ActionIcon, Anchor, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecentWorkspace } from '../../../shared/contract/workspace.ts';
import { useFormats } from '../../app/formats.tsx';
import { notifyDone } from '../../app/toasts.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import classes from './home.module.css';

/** Nothing at all while the list is empty: the two buttons above it are the next step. */
export default function RecentWorkspaces() {
  const calls = useCalls();
  const queries = useQueryClient();
  const formats = useFormats();
  const recent = useQuery(calls.workspace.recent.queryOptions());
  const reload = () => queries.invalidateQueries({ queryKey: calls.workspace.recent.key() });
  const open = useMutation(
    calls.workspace.open.mutationOptions({
      onSuccess: ({ config, path }) => notifyDone(`${config?.name ?? path} is open.`),
      onSettled: reload,
    }),
  );
  const forget = useMutation(calls.workspace.forget.mutationOptions({ onSettled: reload }));

  if (recent.isError) {
    return <FailureNotice failure={failureOf(recent.error)} retry={() => void recent.refetch()} />;
  }
  if (recent.data === undefined || recent.data.length === 0) return null;

  const columns: Column<RecentWorkspace>[] = [
    {
      id: 'name',
      title: 'Workspace',
      width: '12rem',
      cell: ({ path, name, present }) =>
        present ? (
          <Anchor component="button" type="button" fw={600} ta="start" onClick={() => open.mutate({ path })}>
            {name}
          </Anchor>
        ) : (
          <>
            <span className={classes['missingName']}>{name}</span>
            <State state="warning">Not found</State>
          </>
        ),
    },
    { id: 'path', title: 'Folder', cell: ({ path }) => <span className={classes['mono']}>{path}</span> },
    {
      id: 'when',
      title: 'Opened',
      cell: ({ openedAt }) => (
        <time dateTime={openedAt} title={formats.instant(openedAt)} className={classes['nowrap']}>
          {formats.ago(openedAt)}
        </time>
      ),
    },
    {
      id: 'do',
      title: 'Actions',
      quiet: true,
      cell: ({ path, name, present }) => (
        <div className={classes['rowActions']}>
          {present && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Open ${name}`}
              loading={open.isPending && open.variables.path === path}
              onClick={() => open.mutate({ path })}
            >
              Open
            </Button>
          )}
          <ActionIcon
            aria-label={`Remove ${name} from this list`}
            title="Remove from this list; the folder stays"
            onClick={() => forget.mutate({ path })}
          >
            <IconX size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      ),
    },
  ];

  return (
    <Section title="Recent workspaces">
      {open.isError && (
        <FailureNotice failure={failureOf(open.error)} retry={() => open.mutate(open.variables)} />
      )}
      {forget.isError && <FailureNotice failure={failureOf(forget.error)} />}
      <Table caption="Recent workspaces" columns={columns} rows={recent.data} rowId={({ path }) => path} />
    </Section>
  );
}
