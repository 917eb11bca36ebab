import type { ReactNode } from 'react';
import classes from './Table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand to the right, so that their digits line up. */
  readonly figures?: boolean;
  /** A heading that is only spoken, for columns of buttons. */
  readonly quiet?: boolean;
  readonly width?: string;
}

/** A plain, dense table for the rows at hand; what may be long is paged or virtualised elsewhere. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowId,
}: {
  /** Spoken, not shown: what the table lists. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled with the keyboard too
    <section className={classes['scroll']} aria-label={caption} tabIndex={0}>
      <table className={classes['table']}>
        <caption className={classes['caption']}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, figures, quiet, width }) => (
              <th key={id} scope="col" data-figures={figures || undefined} style={{ width }}>
                <span className={quiet ? classes['caption'] : undefined}>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map(({ id, cell, figures }) => (
                <td key={id} data-figures={figures || undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
