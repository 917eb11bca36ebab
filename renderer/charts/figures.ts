import type { ChartCell } from './chart.ts';

/** A figure of a chart, as many digits as it bears. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (Number.isInteger(value)) return withGroups(String(value));
  if (size >= 1000) return withGroups(value.toFixed(0));
  if (size >= 100) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  return size < 0.0005 ? value.toExponential(1) : value.toFixed(3);
}

/** A p-value is never 0. */
export function pText(p: number): string {
  if (!Number.isFinite(p)) return 'p unknown';
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

export function cellText(cell: ChartCell): string {
  if (cell === null) return 'missing';
  return typeof cell === 'number' ? figureText(cell) : cell;
}

/** What a series says where a value is missing: a gap, never 0. */
export function gapped(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

function withGroups(digits: string): string {
  const [, sign = '', whole = digits] = /^(-?)(\d+)$/.exec(digits) ?? [];
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ' ');
}
