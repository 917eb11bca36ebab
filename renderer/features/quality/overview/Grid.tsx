import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { GridCell } from '../../../../shared/contract/quality.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { ChosenCell } from './Checks.tsx';
import classes from './grid.module.css';

const SIGNS: Record<GridCell['state'], { sign: string; word: string }> = {
  none: { sign: '', word: 'nothing was asked' },
  passed: { sign: '✓', word: 'all passed' },
  warned: { sign: '!', word: 'a check warned' },
  failed: { sign: '✕', word: 'a check failed' },
  broken: { sign: '?', word: 'a check could not be asked' },
};

/** Layer by day; every cell opens the checks of that layer as they were on that day. */
export default function Grid({
  chosen,
  onChoose,
}: {
  chosen: ChosenCell | null;
  onChoose: (cell: ChosenCell | null) => void;
}) {
  const formats = useFormats();
  const table = useRef<HTMLTableElement>(null);
  const grid = useQuery({
    ...useCalls().quality.grid.queryOptions(),
    placeholderData: (before) => before,
  });
  const [reached, setReached] = useState<{ row: number; column: number } | null>(null);
  if (grid.isError)
    return <FailureNotice failure={failureOf(grid.error)} retry={() => void grid.refetch()} />;
  if (grid.data === undefined || grid.data.layers.length === 0) return null;
  const { days, layers } = grid.data;
  const current = reached ?? { row: 0, column: days.length - 1 };

  function pressed(event: KeyboardEvent) {
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] } as const;
    const step = steps[event.key as keyof typeof steps];
    if (step === undefined) return;
    event.preventDefault();
    const row = Math.min(layers.length - 1, Math.max(0, current.row + step[0]));
    const column = Math.min(days.length - 1, Math.max(0, current.column + step[1]));
    setReached({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`)?.focus();
  }

  return (
    <Section
      title="Health by layer and day"
      description={`The last ${days.length} days, each with the last verdict of every check; ${formats.zoneNote}.`}
    >
      <div ref={toTheNewest} className={classes['scroll']}>
        <table ref={table} className={classes['grid']} onKeyDown={pressed}>
          <caption className={classes['caption']}>
            Health by layer and day: arrow keys go from cell to cell, Enter opens its checks
          </caption>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              {days.map((day, at) => (
                <th key={day} scope="col" className={classes['day']}>
                  <span className={classes['caption']}>{formats.day(day)}</span>
                  <span aria-hidden className={classes['month']}>
                    {monthOf(day, at, days, formats)}
                  </span>
                  <span aria-hidden>{Number(day.slice(8))}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {layers.map(({ layer, cells }, row) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                {cells.map((cell, column) => (
                  <td key={cell.day}>
                    <button
                      type="button"
                      className={classes['cell']}
                      data-state={cell.state}
                      data-at={`${row} ${column}`}
                      data-chosen={(chosen?.layer === layer && chosen.day === cell.day) || undefined}
                      tabIndex={row === current.row && column === current.column ? 0 : -1}
                      aria-label={`${layer}, ${formats.day(cell.day)}: ${wordsOf(cell, formats)}`}
                      title={`${formats.day(cell.day)}: ${wordsOf(cell, formats)}`}
                      aria-disabled={cell.state === 'none' || undefined}
                      onClick={() => cell.state !== 'none' && onChoose({ layer, day: cell.day })}
                    >
                      {SIGNS[cell.state].sign}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes['legend']}>
        <span>✓ passed</span>
        <span>! warned</span>
        <span>✕ failed</span>
        <span>? could not be asked</span>
        <span>empty: nothing was asked</span>
      </p>
    </Section>
  );
}

/** Where not all days fit, the newest are what is looked for. */
function toTheNewest(scroll: HTMLElement | null): void {
  if (scroll !== null) scroll.scrollLeft = scroll.scrollWidth;
}

/** Above the first day of a month that is shown. */
function monthOf(day: string, at: number, days: readonly string[], { locale }: Formats): string {
  if (at > 0 && day.slice(0, 7) === days[at - 1]?.slice(0, 7)) return '';
  return new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(Date.parse(day));
}

function wordsOf({ state, passed, warned, failed, broken }: GridCell, formats: Formats): string {
  if (state === 'none') return SIGNS.none.word;
  const parts = [
    passed > 0 ? `${formats.number(passed)} passed` : undefined,
    warned > 0 ? `${formats.number(warned)} warned` : undefined,
    failed > 0 ? `${formats.number(failed)} failed` : undefined,
    broken > 0 ? `${formats.number(broken)} could not be asked` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
