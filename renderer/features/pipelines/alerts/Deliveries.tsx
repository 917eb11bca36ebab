import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { When } from '../words/When.tsx';
import classes from './alerts.module.css';
import { DELIVERY } from './words.ts';

const PAGE = 25;

/** What became of each message, in the words of whoever was to take it. */
export default function Deliveries() {
  const calls = useCalls().pipelines;
  const formats = useFormats();
  const [skip, setSkip] = useState(0);
  const page = useQuery({
    ...calls.deliveries.queryOptions({ input: { skip, take: PAGE + 1 } }),
    placeholderData: keepPreviousData,
  });
  const rows = page.data?.slice(0, PAGE) ?? [];
  const columns: Column<DeliveryLine>[] = [
    { id: 'title', title: 'What', cell: ({ title }) => <span className={classes['wrapping']}>{title}</span> },
    { id: 'channel', title: 'By', cell: ({ channel }) => channel },
    {
      id: 'status',
      title: 'Stands',
      cell: ({ status, notBefore }) => (
        <>
          <State state={DELIVERY[status].state}>{DELIVERY[status].word}</State>
          {status === 'waiting' && <p className={classes['quiet']}>until {formats.instant(notBefore)}</p>}
        </>
      ),
    },
    {
      id: 'answer',
      title: 'The answer',
      cell: ({ answer }) =>
        answer === null ? (
          <span className={classes['quiet']}>none yet</span>
        ) : (
          <span className={classes['wrapping']}>{answer}</span>
        ),
    },
    { id: 'tries', title: 'Tries', figures: true, cell: ({ tries }) => formats.number(tries) },
    { id: 'when', title: 'When', cell: ({ sentAt, createdAt }) => <When at={sentAt ?? createdAt} /> },
  ];
  return (
    <Section title="Deliveries" description="Kept on the disk before anybody tries to send it, newest first.">
      {page.isError && <FailureNotice failure={failureOf(page.error)} retry={() => void page.refetch()} />}
      {page.data !== undefined &&
        (rows.length === 0 ? (
          <EmptyState icon={IconSend} title="Nothing was sent yet">
            What a pipeline has to tell, and every test, is listed here with the answer it got.
          </EmptyState>
        ) : (
          <Table caption="Deliveries" columns={columns} rows={rows} rowId={({ id }) => id} />
        ))}
      {(skip > 0 || (page.data?.length ?? 0) > PAGE) && (
        <div className={classes['buttons']}>
          <Button variant="default" disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - PAGE))}>
            Newer
          </Button>
          <Button
            variant="default"
            disabled={(page.data?.length ?? 0) <= PAGE}
            onClick={() => setSkip(skip + PAGE)}
          >
            Older
          </Button>
        </div>
      )}
    </Section>
  );
}
