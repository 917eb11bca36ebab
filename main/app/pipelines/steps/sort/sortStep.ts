import type { Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { sortingWords } from '../../../trends/sort/sortingWords.ts';
import { sortTrends, type TrendsSorting } from '../../../trends/sortTrends.ts';
import { readTrendsFile } from '../../../trends/trendsFile.ts';
import { type Applied, findApplied, markApplied } from '../appliedSteps.ts';
import { failedWith, stopped } from '../ends.ts';

export interface SortStepOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  readonly clock: () => Date;
  /** Of the open workspace. */
  readonly folder: string;
}

const PROBLEMS_TOLD = 20;

/** Both relations and the mark of this attempt are one transaction. */
export function createSortStep(options: SortStepOptions): StepRunner<'sort'> {
  async function run({ run: { id }, attempt, signal, report, say }: StepCall<'sort'>): Promise<StepEnd> {
    const opened = await options.warehouse();
    if (!opened.ok) return failedWith(opened.failure);
    const { store } = opened.value;
    const before = await findApplied(store, store, attempt);
    if (!before.ok) return failedWith(before.failure);
    if (before.value !== null) {
      say('This was written before the step was interrupted: nothing is left to do.');
      return { is: 'succeeded', ...before.value };
    }
    const done = await sortTrends(
      {
        ...options,
        store,
        within: (session, sorting) =>
          markApplied(
            store,
            session,
            { attempt, run: id, at: options.clock().toISOString() },
            outcomeOf(sorting),
          ),
      },
      { signal, report },
    );
    if (signal.aborted) return stopped('Sorting');
    if (!done.ok) return failedWith(done.failure);
    for (const { file, line, message } of done.value.problems.slice(0, PROBLEMS_TOLD))
      say(`${file}, line ${line}: ${message}`);
    const outcome = outcomeOf(done.value);
    say(outcome.told);
    return { is: 'succeeded', ...outcome };
  }

  return {
    run,
    async writes() {
      const file = (await readTrendsFile(options.folder))?.trends ?? null;
      return file === null ? [] : [file.into.categories, file.into.links];
    },
  };
}

function outcomeOf(sorting: TrendsSorting): Applied {
  const { trends, proposed, accepted, rejected, wrote } = sorting;
  return {
    told: sortingWords(sorting),
    rows: trends + proposed + accepted + rejected,
    wrote: [...wrote],
  };
}
