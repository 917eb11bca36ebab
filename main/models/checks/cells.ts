import type { Answer, Cell } from '../../warehouse/builds.ts';
import type { NodeResult } from '../build/nodeResult.ts';

/** At most this many failing rows are shown of a check. */
export const SAMPLE_ROWS = 100;

export function cellText(cell: Cell): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  return cell instanceof Uint8Array ? `\\x${Buffer.from(cell).toString('hex')}` : String(cell);
}

export function sampleOf(answer: Answer): NonNullable<NodeResult['sample']> {
  return {
    columns: answer.columns.map((column) => column.name),
    rows: answer.rows.slice(0, SAMPLE_ROWS).map((row) => row.map(cellText)),
  };
}

/** SQLite has no booleans: 0 and 1. */
export function isTrue(cell: Cell | undefined): boolean {
  return cell === true || (typeof cell === 'bigint' && cell !== 0n) || cell === 't' || cell === 'true';
}

/** Null where what was counted is no number. */
export function numberOf(cell: Cell | undefined): number | null {
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || cell.trim() === '') return null;
  const number = Number(cell);
  return Number.isNaN(number) ? null : number;
}
