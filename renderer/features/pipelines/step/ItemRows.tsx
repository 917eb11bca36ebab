import { useLayoutEffect, useRef, useState } from 'react';
import type { TaskLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { visibleRows } from '../../../ui/visible.ts';
import { Standing } from '../words/Standing.tsx';
import { TASKS } from '../words/states.ts';
import { tookMs } from '../words/times.ts';
import classes from './step.module.css';

const ROW_HEIGHT = 36;

/** Items of which only those in sight are drawn. */
export default function ItemRows({
  items,
  chosen,
  onChoose,
}: {
  items: readonly TaskLine[];
  chosen: number | null;
  onChoose: (item: TaskLine) => void;
}) {
  const formats = useFormats();
  const frame = useRef<HTMLElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watching = new ResizeObserver(() => setHeight(element.clientHeight));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  const { first, end } = visibleRows({ count: items.length, rowHeight: ROW_HEIGHT, scrolled, height });
  return (
    <section
      ref={frame}
      className={classes['frame']}
      aria-label="Items"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
      tabIndex={0}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table className={classes['table']} aria-rowcount={items.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Item</th>
            <th scope="col">State</th>
            <th scope="col" data-figures>
              Took
            </th>
            <th scope="col" data-figures>
              Tries
            </th>
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} />}
          {items.slice(first, end).map((item, at) => {
            const { value, status, startedAt, endedAt, tries, note } = item;
            const took = tookMs(startedAt, endedAt);
            return (
              <tr
                key={item.item}
                aria-rowindex={first + at + 2}
                style={{ height: ROW_HEIGHT }}
                data-chosen={item.item === chosen || undefined}
              >
                <td>
                  <button
                    type="button"
                    className={classes['link']}
                    title={note ?? undefined}
                    onClick={() => onChoose(item)}
                  >
                    {value ?? formats.number(item.item + 1)}
                  </button>
                </td>
                <td>
                  <Standing shown={TASKS[status]} />
                </td>
                <td data-figures>{took === null ? '–' : formats.duration(took / 1_000)}</td>
                <td data-figures>{formats.number(tries)}</td>
              </tr>
            );
          })}
          {end < items.length && <Gap rows={items.length - end} />}
        </tbody>
      </table>
    </section>
  );
}

function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={4} />
    </tr>
  );
}
