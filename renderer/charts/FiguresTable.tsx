import classes from './Chart.module.css';
import type { ChartTable } from './chart.ts';
import { cellText } from './figures.ts';

/** More rows than this are for a spreadsheet, not for a screen. */
const MOST_ROWS = 1_000;

export function FiguresTable({ title, table }: { title: string; table: ChartTable }) {
  const shown = table.rows.slice(0, MOST_ROWS);
  const figures = table.columns.map((_, column) => shown.every((row) => typeof row[column] !== 'string'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
    <section className={classes['figures']} aria-label={`Figures of “${title}”`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((name, column) => (
              <th key={name} scope="col" data-figures={figures[column] || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={at}>
              {row.map((cell, column) => (
                <td
                  key={table.columns[column]}
                  data-figures={typeof cell === 'number' || cell === null || undefined}
                >
                  {cellText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < table.rows.length && (
        <p className={classes['more']}>
          {table.rows.length - shown.length} more rows: copy the figures or save them as CSV to have all.
        </p>
      )}
    </section>
  );
}
