import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SchedulerLine } from '../../../../shared/contract/pipelines.ts';
import { useCalls, useFollow } from '../../../client/client.tsx';
import { useFresh } from '../../../client/useFresh.ts';
import { inTurns } from './inTurns.ts';

/** Between two times that everything on screen is asked for again: quick enough to be live, and the page stays at rest. */
const REST = 150;

/** The scheduler's pulse, null before its first word; whatever is on screen of pipelines is asked for again when it changed. */
export function useLive(): SchedulerLine | null {
  const calls = useCalls();
  const queries = useQueryClient();
  const [scheduler, setScheduler] = useState<SchedulerLine | null>(null);
  const asked = useMemo(() => {
    const { list, detail, runs, grid, runDetail, items, tries, backfills, deliveries } = calls.pipelines;
    return [list, detail, runs, grid, runDetail, items, tries, backfills, deliveries].map((one) => one.key());
  }, [calls]);
  const refresh = useMemo(
    () =>
      inTurns(
        async () => {
          await Promise.all(asked.map((queryKey) => queries.invalidateQueries({ queryKey })));
        },
        () => new Promise((rested) => setTimeout(rested, REST)),
      ),
    [asked, queries],
  );
  useFollow(
    (client, signal) => client.pipelines.watch(undefined, { signal }),
    (told) => {
      setScheduler(told.scheduler);
      refresh();
    },
  );
  useFresh(calls.pipelines.list.key(), calls.pipelines.detail.key(), calls.pipelines.offers.key());
  return scheduler;
}
