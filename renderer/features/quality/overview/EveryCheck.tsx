import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../quality.module.css';
import CheckTable from './CheckTable.tsx';

const PAGE = 50;
const PAUSE = 250;

export default function EveryCheck() {
  const formats = useFormats();
  const [search, setSearch] = useViewState('quality-search', '');
  const [asked] = useDebouncedValue(search.trim(), PAUSE);
  const checks = useInfiniteQuery(
    useCalls().quality.checks.infiniteOptions({
      input: (skip: number) => ({ search: asked, skip, take: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * PAGE : undefined),
      placeholderData: (before) => before,
    }),
  );
  const pages = checks.data?.pages ?? [];
  const shown = pages.flatMap((page) => page.checks);
  const total = pages[0]?.total ?? 0;
  return (
    <Section title="Every check" description="By its latest verdict, what needs attention first.">
      <search className={classes['filters']}>
        <TextInput
          className={classes['search']}
          type="search"
          aria-label="Search the checks"
          placeholder="Find by check, model or column"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maxLength={200}
        />
        <span className={classes['quiet']} role="status" data-figures>
          {total === 0 ? 'Nothing matches' : `${formats.number(total)} ${total === 1 ? 'check' : 'checks'}`}
        </span>
      </search>
      {checks.isError && (
        <FailureNotice failure={failureOf(checks.error)} retry={() => void checks.refetch()} />
      )}
      {shown.length > 0 && <CheckTable caption="Every check by its latest verdict" checks={shown} />}
      {checks.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={checks.isFetchingNextPage}
            onClick={() => void checks.fetchNextPage()}
          >
            More checks
          </Button>
        </div>
      )}
    </Section>
  );
}
