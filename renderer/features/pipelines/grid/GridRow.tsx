import { memo } from 'react';
import type { RunLine, TaskLine } from '../../../../shared/contract/pipelines.ts';
import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { addressOf } from '../place.ts';
import { slotWords } from '../words/runWords.ts';
import { TASKS } from '../words/states.ts';
import { cellWords } from './cellWords.ts';
import classes from './grid.module.css';
import { SIGNS } from './signs.ts';

export const ROW_HEIGHT = 28;

export interface GridRun {
  readonly run: RunLine;
  readonly tasks: readonly (TaskLine | null)[];
}

/** A step over the runs. */
export default memo(
  function GridRow({
    step,
    row,
    runs,
    current,
    formats,
    onTold,
    onOpen,
  }: {
    step: StepName;
    row: number;
    runs: readonly GridRun[];
    /** The column of this row that the keyboard is at. */
    current: number | null;
    formats: Formats;
    onTold: (words: string) => void;
    onOpen: (address: string) => void;
  }) {
    return (
      <tr aria-rowindex={row + 2} style={{ height: ROW_HEIGHT }}>
        <th scope="row" title={step}>
          <span className={classes['step']}>{step}</span>
        </th>
        {runs.map(({ run, tasks }, column) => {
          const task = tasks[row] ?? null;
          const words = `${step}, ${slotWords(run, formats)}: ${cellWords(task, formats)}`;
          return (
            <td key={run.id}>
              <button
                type="button"
                className={classes['cell']}
                data-state={task === null ? 'none' : TASKS[task.status].state}
                data-status={task?.status}
                data-at={`${row + 1} ${column}`}
                tabIndex={current === column ? 0 : -1}
                aria-label={words}
                aria-disabled={task === null || undefined}
                onFocus={() => onTold(words)}
                onMouseEnter={() => onTold(words)}
                onClick={() => task !== null && onOpen(addressOf({ at: 'run', id: run.id, step }))}
              >
                {task === null ? '' : SIGNS[task.status]}
              </button>
            </td>
          );
        })}
      </tr>
    );
  },
  (a, b) =>
    a.step === b.step &&
    a.row === b.row &&
    a.runs === b.runs &&
    a.current === b.current &&
    a.formats === b.formats,
);
