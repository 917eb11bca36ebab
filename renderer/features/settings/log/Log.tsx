import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileOff, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { LogLevel } from '../../../../shared/contract/log.ts';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import Bundle from './Bundle.tsx';
import LogEntries from './LogEntries.tsx';
import classes from './log.module.css';

const PAGE = 100;
const SEARCH_PAUSE = 250;
const LEAST: { value: LogLevel; label: string }[] = [
  { value: 'debug', label: 'Everything' },
  { value: 'info', label: 'Information and above' },
  { value: 'warn', label: 'Warnings and errors' },
  { value: 'error', label: 'Errors only' },
];

export default function Log() {
  const [least, setLeast] = useViewState<LogLevel>('log-least', 'info');
  const [search, setSearch] = useViewState('log-search', '');
  const [asked] = useDebouncedValue(search.trim(), SEARCH_PAUSE);
  const log = useInfiniteQuery(
    useCalls().log.read.infiniteOptions({
      input: (skip: number) => ({ least, search: asked, skip, take: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
      gcTime: 0,
    }),
  );
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];

  return (
    <>
      <Section
        title="Log"
        description="What Leadline did, newest first. Secrets are struck out before anything is written."
        actions={
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            loading={log.isRefetching}
            onClick={() => void log.refetch()}
          >
            Refresh
          </Button>
        }
      >
        <search className={classes['filters']}>
          <Select
            label="Show"
            data={LEAST}
            value={least}
            onChange={(chosen) => setLeast(LogLevel.parse(chosen))}
            allowDeselect={false}
          />
          <TextInput
            className={classes['search']}
            type="search"
            label="Search"
            leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            maxLength={200}
          />
        </search>
        {log.isError && <FailureNotice failure={failureOf(log.error)} retry={() => void log.refetch()} />}
        {log.isSuccess && entries.length === 0 && (
          <NothingFound
            searched={asked !== ''}
            filtered={asked !== '' || least !== 'debug'}
            onShowAll={() => {
              setSearch('');
              setLeast('debug');
            }}
          />
        )}
        {entries.length > 0 && <LogEntries entries={entries} />}
        {log.hasNextPage && (
          <div>
            <Button
              variant="default"
              loading={log.isFetchingNextPage}
              onClick={() => void log.fetchNextPage()}
            >
              Older entries
            </Button>
          </div>
        )}
      </Section>
      <Bundle />
    </>
  );
}

interface NothingFoundProps {
  searched: boolean;
  filtered: boolean;
  onShowAll: () => void;
}

function NothingFound({ searched, filtered, onShowAll }: NothingFoundProps) {
  if (!filtered) {
    return (
      <EmptyState icon={IconFileOff} title="Nothing has been written yet">
        The log of a workspace starts when it is opened. Refresh to look again.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconFileOff}
      title="Nothing matches"
      action={
        <Button variant="default" onClick={onShowAll}>
          Show everything
        </Button>
      }
    >
      {searched ? 'No entry of this level has these words.' : 'No entry has this level yet.'}
    </EmptyState>
  );
}
