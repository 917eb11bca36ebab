import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rotation } from '../../../../shared/contract/vault.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls, useWorkspace } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../settings.module.css';
import { BACKEND_NAME } from './backendWords.ts';

const SHOWN_FIRST = 10;

const SAID: Record<Rotation['action'], string> = {
  set: 'Set',
  replaced: 'Replaced',
  deleted: 'Deleted',
  moved: 'Moved',
  'passphrase changed': 'Passphrase changed',
  'history altered': 'This log was altered here',
};

/** The rotation log: who did what to which secret, when. Values were never in it. */
export default function History() {
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const open = Boolean(useWorkspace());
  const history = useQuery(useCalls().vault.history.queryOptions({ enabled: open }));
  if (!open) return null;

  const newest = [...(history.data ?? [])].sort((a, b) => b.at.localeCompare(a.at));
  const columns: Column<Rotation>[] = [
    {
      id: 'at',
      title: 'When',
      cell: ({ at }) => (
        <time dateTime={at} title={formats.ago(at)} className={classes['nowrap']}>
          {formats.instant(at)}
        </time>
      ),
    },
    { id: 'action', title: 'What', cell: ({ action }) => SAID[action] },
    {
      id: 'name',
      title: 'Secret',
      cell: ({ name }) => (name === '' ? 'Every secret' : <code className={classes['mono']}>{name}</code>),
    },
    { id: 'who', title: 'Who', cell: ({ who }) => who },
    { id: 'backend', title: 'Kept in', cell: ({ backend }) => BACKEND_NAME[backend] },
  ];
  return (
    <Section title="History of changes" description="Who changed which secret, and when. Never a value.">
      {history.isError && (
        <FailureNotice failure={failureOf(history.error)} retry={() => void history.refetch()} />
      )}
      {history.data && newest.length === 0 && (
        <p className={classes['quiet']}>Nothing yet: the first secret you add starts it.</p>
      )}
      {newest.length > 0 && (
        <Table
          caption="History of changes to secrets"
          columns={columns}
          rows={all ? newest : newest.slice(0, SHOWN_FIRST)}
          rowId={({ at, name, action }) => `${at} ${name} ${action}`}
        />
      )}
      {!all && newest.length > SHOWN_FIRST && (
        <div>
          <Button variant="default" onClick={() => setAll(true)}>
            Show all {formats.number(newest.length)}
          </Button>
        </div>
      )}
    </Section>
  );
}
