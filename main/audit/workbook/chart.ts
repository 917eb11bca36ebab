/** A drawing over cells of the workbook: it follows when they change. */
export interface Chart {
  /** line: over a shared axis. bars: from zero, as stems of a correlation. scatter: x against y, no line. */
  readonly kind: 'line' | 'bars' | 'scatter';
  readonly title: string;
  /** What it shows, for those who can't see it. */
  readonly told: string;
  /** From the left upper corner of the first cell to that of the second: `{ from: 'J3', to: 'S22' }`. */
  readonly at: { readonly from: string; readonly to: string };
  readonly axis: { readonly x: string; readonly y: string };
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  /** `'CCF'!$A$5:$A$65`: what is along the axis, or x of a scatter. */
  readonly along: string;
  readonly values: string;
  readonly colour: 'first' | 'second' | 'third' | 'quiet';
  /** A bound or a fitted line: drawn as a line without marks, among bars and dots too. */
  readonly dashed?: boolean;
  /** Drawn against an axis of its own on the right. */
  readonly right?: boolean;
}
