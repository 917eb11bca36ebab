import type { EChartsCoreOption } from 'echarts/core';

/** A number is kept as one; null is a value that is missing, which is not 0. */
export type ChartCell = string | number | null;

/** What is drawn, as a table. The place of a row is the place of its item in every series that can be picked. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ChartCell[])[];
}

/** The page's colours, as a canvas needs them: by value. */
export interface ChartLook {
  readonly scheme: 'light' | 'dark';
  readonly surface: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly faint: string;
  readonly accent: string;
  readonly warning: string;
  readonly broken: string;
  /** For the series of a chart that has no platforms, in this order. */
  readonly series: readonly string[];
  /** From the strongest negative over 0 to the strongest positive. */
  readonly diverging: readonly string[];
  readonly font: string;
}

/** Drawn anew in other colours when the page changes its own. */
export type ChartOption = (look: ChartLook) => EChartsCoreOption;

/** What a builder makes of its data: the picture, its table and one sentence that says what is to be seen. */
export interface Drawing {
  readonly option: ChartOption;
  readonly table: ChartTable;
  readonly summary: string;
}

export interface ChartProps extends Drawing {
  readonly title: string;
  /** In pixels. */
  readonly height?: number;
  /** Drawn with the page itself, for what follows a hand; others right after, once in sight. */
  readonly prompt?: boolean;
  /** Makes items pickable, by mouse and by Enter; called with the row of the table. */
  readonly onPick?: (row: number) => void;
  /** What one row says when it is under the pointer or the cursor; the columns and their cells, unless told. */
  readonly tell?: (row: number) => string;
}
