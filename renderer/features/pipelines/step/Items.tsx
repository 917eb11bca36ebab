import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { RunId } from '../../../../shared/domain/pipeline/run.ts';
import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { ItemCounts } from '../graph/faceOf.ts';
import { TASKS } from '../words/states.ts';
import ItemRows from './ItemRows.tsx';
import classes from './step.module.css';

const PAGE = 200;

/** The items of a mapped step, one by one. */
export default function Items({
  run,
  step,
  counts,
  onLog,
}: {
  run: RunId;
  step: StepName;
  counts: ItemCounts;
  onLog: (item: TaskLine) => void;
}) {
  const { number } = useFormats();
  const [status, setStatus] = useViewState<string | null>('pipeline-item-state', null);
  const pages = useInfiniteQuery(
    useCalls().pipelines.items.infiniteOptions({
      input: (skip: number) => ({ run, step, skip, take: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, all) => (all.length * PAGE < last.total ? all.length * PAGE : undefined),
    }),
  );
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  // A thousand at most: all of them are fetched, so that they can be filtered.
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const shown = useMemo(
    () => (status === null ? items : items.filter((item) => item.status === status)),
    [items, status],
  );
  const [chosen, setChosen] = useState<number | null>(null);
  if (pages.isError)
    return <FailureNotice failure={failureOf(pages.error)} retry={() => void pages.refetch()} />;
  if (pages.isSuccess && items.length === 0)
    return (
      <p className={classes['quiet']}>The items aren’t known yet: the list is made when the step begins.</p>
    );
  const states = Object.entries(counts) as [TaskLine['status'], number][];
  return (
    <>
      <div className={classes['row']}>
        <Select
          aria-label="Items in this state"
          value={status ?? 'all'}
          data={[
            { value: 'all', label: `All ${number(items.length)} items` },
            ...states.map(([state, count]) => ({
              value: state,
              label: `${TASKS[state].word}: ${number(count)}`,
            })),
          ]}
          allowDeselect={false}
          onChange={(value) => setStatus(value === null || value === 'all' ? null : value)}
        />
        <span className={classes['quiet']} role="status" data-figures>
          {number(shown.length)} shown
        </span>
      </div>
      <ItemRows
        items={shown}
        chosen={chosen}
        onChoose={(item) => {
          setChosen(item.item);
          onLog(item);
        }}
      />
    </>
  );
}
