import { columnLetters, placeOf } from '../../workbook/reference.ts';
import type { FindingMaterial } from '../material/finding.ts';

export const ALIGNED = 'Aligned series';
export const CCF = 'CCF';
export const ROBUSTNESS = 'Robustness';

/** Where what stands of the series by step: the same on every sheet that names it. */
const NAMES = [
  ...['step', 'signalLineage', 'outcomeLineage', 'signalValue', 'outcomeValue'],
  ...['signalLevel', 'signalCalendar', 'signalRest', 'signalForeseen', 'signalPast', 'signalNews'],
  ...['signalScore', 'signalDeviation'],
  ...['outcomeLevel', 'outcomeCalendar', 'outcomeRest', 'outcomeForeseen', 'outcomePast', 'outcomeNews'],
  ...['outcomeScore', 'outcomeDeviation'],
  ...['shiftedValue', 'shiftedScore', 'gap', 'lagNumber', 'signalCoefficient', 'outcomeCoefficient'],
] as const;
export type AlignedColumn = (typeof NAMES)[number];

/** Of the rows of the table, the first. Above it stand title, explanation, an empty row and the headings. */
export const FIRST_ROW = 5;

export interface AlignedPlaces {
  readonly first: number;
  readonly last: number;
  /** The first row that has a score. */
  readonly scored: number;
  readonly warmup: number;
  letter(column: AlignedColumn): string;
  number(column: AlignedColumn): number;
  /** The rows that have scores, as a place with its sheet. */
  scores(column: AlignedColumn): string;
  all(column: AlignedColumn): string;
}

export function alignedPlaces({ steps, working }: FindingMaterial): AlignedPlaces {
  const warmup = working?.warmup ?? 0;
  const first = FIRST_ROW;
  const last = first + Math.max(1, steps.length) - 1;
  const scored = first + warmup;
  const number = (column: AlignedColumn) => NAMES.indexOf(column) + 1;
  const place = (column: AlignedColumn, top: number) =>
    placeOf(ALIGNED, { top, left: number(column), bottom: last, right: number(column) });
  return {
    ...{ first, last, scored, warmup, number },
    letter: (column) => columnLetters(number(column)),
    scores: (column) => place(column, scored),
    all: (column) => place(column, first),
  };
}
