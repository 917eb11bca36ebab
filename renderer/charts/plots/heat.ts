import type { ChartLook, Drawing } from '../chart.ts';
import { figureText, gapped } from '../figures.ts';
import { placeAxis } from './axes.ts';

export interface Heat {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row; NaN or null is a pair that was not looked at. */
  readonly values: ArrayLike<number | null>;
  /** "Platform", "Lead in days", "r". */
  readonly rowName: string;
  readonly columnName: string;
  readonly valueName: string;
  /** A cell with a frame, such as the pair that is shown: its place in `values`. */
  readonly chosen?: number | null;
  /** What a cell says of itself where its number isn't all of it. */
  readonly labels?: readonly (string | null)[];
}

/** As many as can be read. */
const LABELLED_COLUMNS = 16;

/** Blue where both rise together, orange where one falls, pale at 0. */
export function heat({
  rows,
  columns,
  values,
  rowName,
  columnName,
  valueName,
  chosen = null,
  labels,
}: Heat): Drawing {
  const cells = rows.flatMap((row, y) =>
    columns.map((column, x) => ({ row, column, x, y, value: gapped(values[y * columns.length + x]) })),
  );
  const most = cells.reduce((size, { value }) => Math.max(size, Math.abs(value ?? 0)), 0);
  const table = {
    columns: [rowName, columnName, valueName, ...(labels === undefined ? [] : ['Remark'])],
    rows: cells.map(({ row, column, value }, at) => [
      row,
      column,
      value,
      ...(labels === undefined ? [] : [labels[at] ?? '']),
    ]),
  };
  return { table, option: drawn, summary: summaryOf() };

  function drawn(look: ChartLook) {
    const isLabelled = columns.length <= LABELLED_COLUMNS;
    const strong = (value: number) => Math.abs(value) > most * 0.6;
    return {
      animation: false,
      grid: {
        left: 8,
        right: 16,
        top: 8,
        bottom: 44,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: { trigger: 'item' },
      xAxis: placeAxis(look, columns, columnName),
      yAxis: {
        ...placeAxis(look, rows),
        inverse: true,
        axisLabel: {
          ...placeAxis(look, rows).axisLabel,
          width: 150,
          overflow: 'truncate',
          hideOverlap: true,
        },
      },
      visualMap: {
        show: false,
        min: -(most || 1),
        max: most || 1,
        dimension: 2,
        inRange: { color: look.diverging },
        outOfRange: { color: look.faint },
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map(({ x, y, value }, at) => ({
            value: [x, y, value ?? '-'],
            ...(isLabelled && value !== null
              ? {
                  label: {
                    show: true,
                    formatter: shortR(value),
                    color: strong(value) ? look.surface : look.ink,
                    fontSize: 11,
                  },
                }
              : {}),
            ...(at === chosen ? { itemStyle: { borderColor: look.ink, borderWidth: 2 } } : {}),
          })),
          itemStyle: { borderColor: look.surface, borderWidth: columns.length > 40 ? 0 : 1 },
          emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 1 } },
          progressive: 0,
        },
      ],
    };
  }

  function summaryOf(): string {
    const strongest = cells.reduce<(typeof cells)[number] | undefined>(
      (top, cell) => (cell.value !== null && Math.abs(cell.value) > Math.abs(top?.value ?? 0) ? cell : top),
      undefined,
    );
    const known = cells.filter(({ value }) => value !== null).length;
    if (strongest?.value === undefined || strongest.value === null)
      return `${rows.length} × ${columns.length} cells, none of them with a value other than 0.`;
    return `${known} cells; ${valueName} is furthest from 0 at ${strongest.row} × ${strongest.column}: ${figureText(strongest.value)}.`;
  }
}

function shortR(value: number): string {
  return value
    .toFixed(2)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-(\.00)$/, '$1');
}
