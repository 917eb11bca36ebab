import { Button, TextInput } from '@mantine/core';
import { IconFileOff, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../sources.module.css';
import LoadTable from './LoadTable.tsx';
import { matching } from './matching.ts';

const PAGE = 200;

/** The ledger: every load there is, newest first. */
export default function Loads() {
  const [search, setSearch] = useViewState('loads-search', '');
  const ledger = useInfiniteQuery(
    useCalls().warehouse.ledger.infiniteOptions({
      input: (skip: number) => ({ skip, take: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
    }),
  );
  const loads = ledger.data?.pages.flatMap((page) => page.loads) ?? [];
  const shown = matching(loads, search);
  if (ledger.isError)
    return <FailureNotice failure={failureOf(ledger.error)} retry={() => void ledger.refetch()} />;
  if (loads.length === 0) return null;
  return (
    <Section title="Loads" description="Each landed whole or not at all.">
      <search className={classes['filters']}>
        <TextInput
          className={classes['search']}
          type="search"
          label="Search the loads"
          description={ledger.hasNextPage ? 'Among the loads shown below.' : undefined}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maxLength={200}
        />
      </search>
      {shown.length === 0 ? (
        <EmptyState
          icon={IconFileOff}
          title="Nothing matches"
          action={
            <Button variant="default" onClick={() => setSearch('')}>
              Show all loads
            </Button>
          }
        >
          No load has these words in its file, relation or source.
        </EmptyState>
      ) : (
        <LoadTable loads={shown} />
      )}
      {ledger.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={ledger.isFetchingNextPage}
            onClick={() => void ledger.fetchNextPage()}
          >
            Older loads
          </Button>
        </div>
      )}
    </Section>
  );
}
