import { useLayoutEffect, useRef, useState } from 'react';
import type { RowPage } from '../../shared/contract/warehouse.ts';
import { type Cell, decimalText } from '../../shared/domain/cell.ts';
import type { ColumnType } from '../../shared/domain/column.ts';
import classes from './RowGrid.module.css';
import { visibleRows } from './visible.ts';

const ROW_HEIGHT = 32;

/** A page of rows of which only those in sight are drawn. */
export default function RowGrid({ label, page, offset }: { label: string; page: RowPage; offset: number }) {
  const frame = useRef<HTMLElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [height, setHeight] = useState(640);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watching = new ResizeObserver(() => setHeight(element.clientHeight));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  const { columns, rows } = page;
  const { first, end } = visibleRows({ count: rows.length, rowHeight: ROW_HEIGHT, scrolled, height });
  return (
    <section
      ref={frame}
      className={classes['frame']}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
      tabIndex={0}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table className={classes['table']} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" data-figures style={{ width: '4rem' }}>
              Row
            </th>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" data-figures={isFigure(type) || undefined}>
                {name} <span className={classes['kind']}>{type.kind}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} columns={columns.length + 1} />}
          {rows
            .slice(first, end)
            .map((cells, at) => ({ cells, place: first + at }))
            .map(({ cells, place }) => (
              <tr key={place} aria-rowindex={place + 2} style={{ height: ROW_HEIGHT }}>
                <td data-figures className={classes['ordinal']}>
                  {offset + place + 1}
                </td>
                {columns.map(({ name, type }, column) => (
                  <td key={name} data-figures={isFigure(type) || undefined}>
                    <Shown cell={cells[column] ?? null} type={type} />
                  </td>
                ))}
              </tr>
            ))}
          {end < rows.length && <Gap rows={rows.length - end} columns={columns.length + 1} />}
        </tbody>
      </table>
    </section>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={columns} className={classes['gap']} />
    </tr>
  );
}

function Shown({ cell, type }: { cell: Cell; type: ColumnType }) {
  if (cell === null) return <span className={classes['empty']}>empty</span>;
  const text = type.kind === 'decimal' ? decimalText(String(cell), type.scale) : String(cell);
  return (
    <span className={classes['cell']} title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  );
}

function isFigure({ kind }: ColumnType): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'number';
}
