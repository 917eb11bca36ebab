import type { HeatCell, HeatView } from '../../../../shared/contract/explorer.ts';
import type { Called } from '../study/called.ts';

/** Row by row, null where there is no pair. */
export function cellsInPlace({ rows, columns, cells }: HeatView): (HeatCell | null)[] {
  const placed = new Array<HeatCell | null>(rows.length * columns.length).fill(null);
  for (const cell of cells) placed[cell.row * columns.length + cell.column] = cell;
  return placed;
}

export function cellRemark({ signal, outcome, lead, verdict }: HeatCell, called: Called): string {
  return `${called.series(signal)} → ${called.series(outcome)}, lead ${lead}${verdict === null ? '' : `, ${verdict}`}`;
}
