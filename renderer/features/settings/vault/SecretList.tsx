import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SecretEntry, SecretName } from '../../../../shared/contract/vault.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../settings.module.css';
import { useVaultOptions } from './useVaultOptions.ts';

interface SecretListProps {
  onReplace: (name: SecretName) => void;
  empty: ReactNode;
}

export default function SecretList({ onReplace, empty }: SecretListProps) {
  const calls = useCalls();
  const formats = useFormats();
  const confirm = useConfirm();
  const secrets = useQuery(calls.vault.list.queryOptions());
  const remove = useMutation(
    calls.vault.delete.mutationOptions({
      ...useVaultOptions(),
      onSuccess: (_, { name }) => notifyDone(`${name} is deleted.`),
    }),
  );

  async function ask(name: SecretName): Promise<void> {
    const yes = await confirm({
      title: `Delete ${name}?`,
      body: 'Whatever refers to it stops working until it is set again. The value can’t be brought back.',
      confirm: 'Delete',
      danger: true,
    });
    if (yes) remove.mutate({ name });
  }

  if (secrets.isError) {
    return <FailureNotice failure={failureOf(secrets.error)} retry={() => void secrets.refetch()} />;
  }
  if (secrets.data === undefined) return null;

  const columns: Column<SecretEntry>[] = [
    { id: 'name', title: 'Name', cell: ({ name }) => <code className={classes['mono']}>{name}</code> },
    {
      id: 'changed',
      title: 'Changed',
      cell: ({ changedAt }) =>
        changedAt === null ? (
          <span className={classes['quiet']}>not known</span>
        ) : (
          <time dateTime={changedAt} title={formats.instant(changedAt)} className={classes['nowrap']}>
            {formats.ago(changedAt)}
          </time>
        ),
    },
    {
      id: 'do',
      title: 'Actions',
      quiet: true,
      cell: ({ name }) => (
        <div className={classes['rowActions']}>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Replace ${name}`}
            onClick={() => onReplace(name)}
          >
            Replace
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Delete ${name}`}
            onClick={() => void ask(name)}
          >
            Delete
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      {remove.isError && <FailureNotice failure={failureOf(remove.error)} />}
      {secrets.data.length === 0 ? (
        empty
      ) : (
        <Table caption="Secrets by name" columns={columns} rows={secrets.data} rowId={({ name }) => name} />
      )}
    </>
  );
}
