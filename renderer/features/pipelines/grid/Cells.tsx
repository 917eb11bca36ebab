import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { useFormats } from '../../../app/formats.tsx';
import { visibleRows } from '../../../ui/visible.ts';
import { addressOf } from '../place.ts';
import { RUNS } from '../words/states.ts';
import GridRow, { type GridRun, ROW_HEIGHT } from './GridRow.tsx';
import classes from './grid.module.css';
import { headWords, shortSlot } from './headWords.ts';
import { type Cell, moved } from './move.ts';

interface GridData {
  readonly steps: readonly StepName[];
  readonly runs: readonly GridRun[];
}

/** The row of the runs' own heads, for the keyboard. */
const HEAD = 0;

/** The cells, of which only those in sight are drawn; one stop of the keyboard, gone through with the arrows. */
export default function Cells({ grid }: { grid: GridData }) {
  const formats = useFormats();
  const [, go] = useLocation();
  const frame = useRef<HTMLElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [height, setHeight] = useState(560);
  const [reached, setReached] = useState<Cell>({ row: HEAD, column: 0 });
  const [told, setTold] = useState('');
  const wanted = useRef<Cell | null>(null);
  const { steps, runs } = grid;
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watching = new ResizeObserver(() => setHeight(element.clientHeight));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  // A cell that is gone to may come onto the page only once the frame has been scrolled to it.
  useEffect(() => {
    const to = wanted.current;
    const cell = to && frame.current?.querySelector<HTMLElement>(`[data-at="${to.row} ${to.column}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus();
  });
  const current = {
    row: Math.min(reached.row, steps.length),
    column: Math.min(reached.column, runs.length - 1),
  };
  const { first, end } = visibleRows({ count: steps.length, rowHeight: ROW_HEIGHT, scrolled, height });

  function pressed(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 3);
    const to = moved(event.key, current, { rows: steps.length + 1, columns: runs.length, page });
    if (to === null) return;
    event.preventDefault();
    wanted.current = to;
    setReached(to);
    bringIntoSight(frame.current, to.row);
  }

  return (
    <>
      <section
        ref={frame}
        className={classes['frame']}
        aria-label="Runs and steps"
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      >
        <table
          className={classes['grid']}
          aria-rowcount={steps.length + 1}
          onKeyDown={pressed}
          onMouseLeave={() => setTold('')}
        >
          <caption className={classes['caption']}>
            Runs beside each other, the newest to the left, by step: arrow keys go from cell to cell, Enter
            opens one
          </caption>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className={classes['corner']}>
                Step
              </th>
              {runs.map(({ run }, column) => (
                <th key={run.id} scope="col" className={classes['day']}>
                  <button
                    type="button"
                    className={classes['run']}
                    data-state={RUNS[run.status].state}
                    data-at={`${HEAD} ${column}`}
                    tabIndex={current.row === HEAD && current.column === column ? 0 : -1}
                    aria-label={headWords(run, formats)}
                    onFocus={() => setTold(headWords(run, formats))}
                    onMouseEnter={() => setTold(headWords(run, formats))}
                    onClick={() => go(addressOf({ at: 'run', id: run.id, step: null }))}
                  >
                    <span aria-hidden className={classes['slot']}>
                      {shortSlot(run, formats)}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first > 0 && <Gap rows={first} columns={runs.length + 1} />}
            {steps.slice(first, end).map((step, at) => (
              <GridRow
                key={step}
                step={step}
                row={first + at}
                runs={runs}
                current={current.row === first + at + 1 ? current.column : null}
                formats={formats}
                onTold={setTold}
                onOpen={go}
              />
            ))}
            {end < steps.length && <Gap rows={steps.length - end} columns={runs.length + 1} />}
          </tbody>
        </table>
      </section>
      <p className={classes['told']} aria-hidden>
        {told || 'Point at a cell, or go there with the arrow keys, to read what it stands for.'}
      </p>
    </>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** The heads stay above what is scrolled, and must not hide the cell that was gone to. */
function bringIntoSight(frame: HTMLElement | null, row: number): void {
  if (frame === null || row === HEAD) return;
  const head = frame.querySelector('thead')?.clientHeight ?? 0;
  const top = (row - 1) * ROW_HEIGHT;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + ROW_HEIGHT + head > frame.scrollTop + frame.clientHeight)
    frame.scrollTop = top + ROW_HEIGHT + head - frame.clientHeight;
}
