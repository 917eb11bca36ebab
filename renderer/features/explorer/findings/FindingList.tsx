import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useState } from 'react';
import type { OpenStudy } from '../../../../shared/contract/explorer.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../explorer.module.css';
import type { Chosen, PickPair } from '../study/chosen.ts';
import type { ExplorerView } from '../study/explorerView.ts';
import type { ChangeView } from '../study/useExplorerView.ts';
import { Filters } from './Filters.tsx';
import { FindingItem } from './FindingItem.tsx';

const PAGE = 50;

interface FindingListProps {
  readonly study: OpenStudy;
  readonly chosen: Chosen | null;
  readonly view: ExplorerView;
  readonly change: ChangeView;
  readonly onPick: PickPair;
}

/** What the study found, the strongest first. */
export const FindingList = memo(function FindingList({
  study,
  chosen,
  view,
  change,
  onPick,
}: FindingListProps) {
  const calls = useCalls();
  const { verdict, about, search } = view;
  const [text] = useDebouncedValue(search, 200);
  // Only what was asked for more of is longer than a page.
  const asked = JSON.stringify([verdict, about, text]);
  const [longer, setLonger] = useState({ asked, take: PAGE });
  const take = longer.asked === asked ? longer.take : PAGE;
  const found = useQuery(
    calls.explorer.findings.queryOptions({
      input: {
        study: study.study,
        sort: 'strength',
        descending: true,
        take,
        ...(verdict === null ? {} : { verdicts: [verdict] }),
        ...(Object.keys(about).length === 0 ? {} : { about }),
        ...(text.trim() === '' ? {} : { text: text.trim() }),
      },
      placeholderData: keepPreviousData,
    }),
  );
  const { lines = [], total = 0, counts = {}, problem = null } = found.data ?? {};
  return (
    <nav aria-label="Findings" className={classes['list']}>
      <Filters study={study} counts={counts} {...{ verdict, about, search, change }} />
      {found.isError && <FailureNotice failure={failureOf(found.error)} retry={() => void found.refetch()} />}
      {problem !== null && (
        <p className={classes['quiet']}>
          {problem.message} {problem.next}
        </p>
      )}
      {found.isSuccess && problem === null && (
        <p className={classes['count']} role="status">
          {total === 0
            ? 'No finding is like this. Clear a filter.'
            : total === 1
              ? '1 finding'
              : `${total} findings, the strongest first`}
        </p>
      )}
      {lines.length > 0 && (
        <ul className={classes['lines']}>
          {lines.map((line) => (
            <li key={`${line.signal}\n${line.outcome}`}>
              <FindingItem
                line={line}
                grain={study.grain}
                shown={chosen?.signal === line.signal && chosen.outcome === line.outcome}
                onPick={onPick}
              />
            </li>
          ))}
        </ul>
      )}
      {lines.length < total && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={take >= 500}
          onClick={() => setLonger({ asked, take: Math.min(500, take + PAGE) })}
        >
          Show more
        </Button>
      )}
    </nav>
  );
});
