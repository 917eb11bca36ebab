import type { Cell, CellValue, NumberFormat } from '../../workbook/cell.ts';
import { dayOfSerial } from '../../workbook/serial.ts';
import type { Draft, Laid } from './draft.ts';

/** A figure beside what a formula of this workbook makes of it. */
export interface Tie {
  readonly id: string;
  readonly title: string;
  readonly told: string;
  /** Null: Excel doesn't make it, and `told` says who does. */
  readonly formula: string | null;
  /** What the formula makes, as far as is known here; null: an error of Excel's. */
  readonly cached: number | null;
  readonly stored: number | null;
  readonly format: NumberFormat;
  readonly tolerance: number;
}

export const TIE_HEADINGS = [
  ...['Row', 'Figure', 'What it is', 'By formula', 'By the app', 'Difference', 'Tolerance', 'Result'],
] as const;
export const TIE_WIDTHS = [22, 48, 76, 20, 20, 16, 14, 16] as const;

export const TIES = 'TIES';
export const BREAK = 'BREAK';
export const NOT_RECOMPUTED = 'not recomputed';
const DIFFERENCE: NumberFormat = { kind: 'number', digits: 9 };
const NEITHER = 'neither has one';

/** Figures as a table, each with its difference and its result by formula. */
export function tieTable(draft: Draft, name: string, ties: readonly Tie[]): Laid {
  const first = draft.next() + 1;
  const laid = draft.table(
    name,
    TIE_HEADINGS,
    ties.map((tie, at) => tieLine(tie, first + at)),
  );
  const results = `H${laid.first}:H${laid.last}`;
  draft.highlight({ range: results, when: { equals: TIES }, as: 'good' });
  draft.highlight({ range: results, when: { equals: BREAK }, as: 'bad' });
  draft.highlight({ range: results, when: { equals: NOT_RECOMPUTED }, as: 'quiet' });
  return laid;
}

function tieLine(tie: Tie, row: number): Cell[] {
  const { formula, cached, stored, format, tolerance } = tie;
  const told: Cell[] = [
    { value: tie.id, look: 'code' },
    { value: tie.title, look: 'strong' },
    { value: tie.told, look: 'wrapped' },
  ];
  const own: Cell = { value: storedValue(tie), look: 'stored', format };
  if (formula === null)
    return [
      ...told,
      { value: null },
      own,
      { value: null },
      { value: null },
      { value: NOT_RECOMPUTED, look: 'result' },
    ];
  return [
    ...told,
    { formula, cached: cached ?? { error: '#DIV/0!' }, look: 'live', format },
    own,
    {
      formula: `IF(AND(ISNUMBER(D${row}),ISNUMBER(E${row})),D${row}-E${row},"")`,
      cached: cached === null || stored === null ? '' : cached - stored,
      format: DIFFERENCE,
    },
    { value: tolerance, look: 'quiet' },
    {
      formula: `IF(ISNUMBER(D${row}),IF(ISNUMBER(E${row}),IF(ABS(D${row}-E${row})<=G${row},"${TIES}","${BREAK}"),"${BREAK}"),IF(ISNUMBER(E${row}),"${BREAK}","${NEITHER}"))`,
      cached: resultOf(tie),
      look: 'result',
    },
  ];
}

/** A day is counted with here as Excel's number of it, and told as the day it is. */
function storedValue({ stored, format }: Tie): CellValue {
  return stored !== null && format.kind === 'day' ? { day: dayOfSerial(stored) } : stored;
}

export function resultOf({ formula, cached, stored, tolerance }: Omit<Tie, 'id' | 'title' | 'told'>): string {
  if (formula === null) return NOT_RECOMPUTED;
  if (cached === null || stored === null) return cached === stored ? NEITHER : BREAK;
  return Math.abs(cached - stored) <= tolerance ? TIES : BREAK;
}

/** Of figures that are read to as many digits as a double has: of large ones the last digits are rounding. */
export function toleranceOf(stored: number | null): number {
  return Math.max(1e-9, 1e-12 * Math.abs(stored ?? 0));
}
