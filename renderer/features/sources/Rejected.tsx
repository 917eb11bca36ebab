import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { RejectedRow } from '../../../shared/contract/warehouse.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import BackToSources from './BackToSources.tsx';
import classes from './sources.module.css';

const PAGE = 200;

const COLUMNS: readonly Column<RejectedRow>[] = [
  { id: 'line', title: 'Line', figures: true, cell: ({ line, ordinal }) => line ?? `record ${ordinal}` },
  { id: 'reason', title: 'Why', cell: ({ reason }) => reason },
  {
    id: 'record',
    title: 'As it stood in the file',
    cell: ({ record }) => <code className={classes['record']}>{record}</code>,
  },
];

/** The quarantine of one load: what was not loaded, where it stands in the file, and why. */
export default function Rejected({ load }: { load: number }) {
  const rejected = useInfiniteQuery(
    useCalls().warehouse.rejected.infiniteOptions({
      input: (skip: number) => ({ load, skip, take: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
    }),
  );
  const rows = rejected.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title={`Rejected in load ${load}`}
      lead="These rows are in quarantine. Mend them in the file and load it again; with merge and a key, nothing comes twice."
      actions={<BackToSources />}
    >
      {rejected.isError && (
        <FailureNotice failure={failureOf(rejected.error)} retry={() => void rejected.refetch()} />
      )}
      {rejected.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconCircleCheck} title="Nothing was rejected">
          Every row of this load is in RAW.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption={`Rejected rows of load ${load}`}
          columns={COLUMNS}
          rows={rows}
          rowId={({ ordinal, line }) => `${ordinal} ${line}`}
        />
      )}
      {rejected.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={rejected.isFetchingNextPage}
            onClick={() => void rejected.fetchNextPage()}
          >
            More rows
          </Button>
        </div>
      )}
    </Page>
  );
}
