import { Button } from '@mantine/core';
import { IconTableOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import RowGrid from '../../../ui/RowGrid.tsx';
import { SaveTable } from '../../../ui/SaveTable.tsx';
import BackToSources from '../BackToSources.tsx';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import Pager from './Pager.tsx';

const PAGE = 500;

/** The rows of one relation, a page at a time, in the order they lie in. */
export default function RelationRows({ relation }: { relation: RelationName }) {
  useFreshAnswers();
  const calls = useCalls();
  const formats = useFormats();
  const [offset, setOffset] = useViewState('rows-offset', 0);
  const total = useQuery(calls.warehouse.catalog.queryOptions()).data?.find(
    ({ name }) => name === relation,
  )?.rows;
  const page = useQuery({
    ...calls.warehouse.page.queryOptions({ input: { relation, offset, limit: PAGE } }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  // Until a page is there, the one before it stays, under its own numbers.
  const settled = useRef(offset);
  useEffect(() => {
    if (!page.isPlaceholderData) settled.current = offset;
  }, [offset, page.isPlaceholderData]);
  const at = page.isPlaceholderData ? settled.current : offset;
  const rows = page.data?.rows.length ?? 0;
  return (
    <Page
      title={relation}
      lead={total === null || total === undefined ? undefined : `${formats.number(total)} rows`}
      actions={
        <>
          {rows > 0 && <SaveTable relation={relation} />}
          {rows > 0 && <AuditThis as="page" subject={{ kind: 'relation', relation }} />}
          <BackToSources />
        </>
      }
    >
      {page.isError && <FailureNotice failure={failureOf(page.error)} retry={() => void page.refetch()} />}
      {page.data && rows === 0 && (
        <EmptyState
          icon={IconTableOff}
          title="No rows here"
          action={
            offset > 0 && (
              <Button variant="default" onClick={() => setOffset(0)}>
                To the first rows
              </Button>
            )
          }
        >
          {offset > 0 ? 'The relation ends before this page.' : 'The relation has no rows.'}
        </EmptyState>
      )}
      {page.data && rows > 0 && (
        <>
          <RowGrid key={at} label={`Rows of ${relation}`} page={page.data} offset={at} />
          <Pager
            offset={at}
            shown={rows}
            more={page.data.more}
            pageSize={PAGE}
            total={total ?? null}
            onOffset={setOffset}
          />
        </>
      )}
    </Page>
  );
}
