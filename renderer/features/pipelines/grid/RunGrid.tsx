import { Button } from '@mantine/core';
import { IconGridDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { TaskStatus } from '../../../../shared/domain/pipeline/run.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { TASKS } from '../words/states.ts';
import Cells from './Cells.tsx';
import classes from './grid.module.css';
import { SIGNS } from './signs.ts';

const PAGE = 30;

/** Runs beside each other, step by step; the newest to the left. */
export default function RunGrid({ name }: { name: PipelineName }) {
  const { number } = useFormats();
  const [skip, setSkip] = useViewState('grid-skip', 0);
  const grid = useQuery({
    ...useCalls().pipelines.grid.queryOptions({ input: { pipeline: name, skip, take: PAGE } }),
    placeholderData: (before) => before,
  });
  if (grid.isError)
    return <FailureNotice failure={failureOf(grid.error)} retry={() => void grid.refetch()} />;
  if (grid.data === undefined) return null;
  const { runs, total } = grid.data;
  if (total === 0)
    return (
      <EmptyState icon={IconGridDots} title="No runs yet">
        Start it with Run now, or switch its schedule on. Each run becomes a column here, each step a row.
      </EmptyState>
    );
  const seen = new Set(runs.flatMap(({ tasks }) => tasks.map((task) => task?.status)));
  return (
    <div className={classes['whole']}>
      <Cells grid={grid.data} />
      <p className={classes['legend']}>
        {TaskStatus.options
          .filter((status) => seen.has(status))
          .map((status) => (
            <span key={status}>
              {SIGNS[status]} {TASKS[status].word.toLowerCase()}
            </span>
          ))}
        {seen.has(undefined) && <span>empty: the step was not part of that run</span>}
      </p>
      {total > PAGE && (
        <nav className={classes['pager']} aria-label="Pages of runs">
          <Button variant="default" disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - PAGE))}>
            Newer runs
          </Button>
          <Button variant="default" disabled={skip + PAGE >= total} onClick={() => setSkip(skip + PAGE)}>
            Older runs
          </Button>
          <span data-figures role="status">
            Runs {number(skip + 1)} to {number(skip + runs.length)} of {number(total)}, newest first
          </span>
        </nav>
      )}
    </div>
  );
}
