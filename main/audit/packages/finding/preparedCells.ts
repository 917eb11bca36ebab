import type { Cell, NumberFormat } from '../../workbook/cell.ts';
import type { SideMaterial } from '../material/finding.ts';
import type { AlignedColumn, AlignedPlaces } from './columns.ts';

export interface SideColumns {
  readonly value: AlignedColumn;
  readonly level: AlignedColumn;
  readonly calendar: AlignedColumn;
  readonly rest: AlignedColumn;
  readonly foreseen: AlignedColumn;
  readonly past: AlignedColumn;
  readonly news: AlignedColumn;
  readonly score: AlignedColumn;
  readonly coefficient: AlignedColumn;
}

/** Ranking takes each value against all others: beyond so many steps a workbook would take seconds to open, and scores stand as the app made them. */
export const MOST_RANKED = 4_000;

const SIX: NumberFormat = { kind: 'number', digits: 6 };
const NOTHING: readonly Cell[] = [null, null, null, null, null, null, null, null];

/** Eight columns of a series: from its level to the score that is correlated. */
export function preparedCells(
  { values, prepared }: SideMaterial,
  at: AlignedPlaces,
  columns: SideColumns,
): (t: number) => readonly Cell[] {
  if (prepared === null) return () => NOTHING;
  const { log, expected, mean, coefficients, news, scores } = prepared;
  const letter = (column: keyof SideColumns) => at.letter(columns[column]);
  const pastValues: number[] = [];
  const scoresHeld = scores.filter((score) => score !== null);
  const scoreMean = scoresHeld.reduce((sum, score) => sum + score, 0) / scoresHeld.length;
  const own = (column: keyof SideColumns, from: number, to: number) =>
    `${letter(column)}$${from}:${letter(column)}$${to}`;
  const ranked = own('news', at.scored, at.last);
  const scored = own('score', at.scored, at.last);

  return (t) => {
    const row = at.first + t;
    const cell = (column: keyof SideColumns) => `${letter(column)}${row}`;
    const value = values[t] ?? null;
    const calendar = expected[t] ?? null;
    const level = value === null ? null : log ? Math.log1p(value) : value;
    const rest = level === null || calendar === null ? null : level - calendar - mean;
    const back = Math.min(at.warmup, t);
    let foreseen = 0;
    for (let j = 1; j <= back; j++) foreseen += (coefficients[j - 1] ?? 0) * (pastValues[t - j] ?? 0);
    const past = rest ?? foreseen;
    pastValues.push(past);
    const live = (formula: string, cached: number): Cell => ({ formula, cached, look: 'live', format: SIX });
    const isNews = t >= at.warmup && rest !== null;
    const score = scores[t] ?? null;
    return [
      level === null ? null : live(log ? `LN(1+${cell('value')})` : cell('value'), level),
      calendar === null ? null : { value: calendar, look: 'stored', format: SIX },
      rest === null ? null : live(`${cell('level')}-${cell('calendar')}-(${mean})`, rest),
      back === 0
        ? { value: 0 }
        : live(
            `SUMPRODUCT(${own('coefficient', at.first + at.warmup - back, at.first + at.warmup - 1)},${letter('past')}${row - back}:${letter('past')}${row - 1})`,
            foreseen,
          ),
      live(rest === null ? cell('foreseen') : cell('rest'), past),
      isNews ? live(`${cell('rest')}-${cell('foreseen')}`, news[t] ?? rest - foreseen) : null,
      score === null || !isNews ? null : scoreCell(cell('news'), ranked, score, at),
      t < at.warmup
        ? null
        : live(
            score === null ? '0' : `${cell('score')}-AVERAGE(${scored})`,
            score === null ? 0 : score - scoreMean,
          ),
    ];
  };
}

/** Blom's normal score of the mid-rank, in functions that every version of Excel has. */
function scoreCell(news: string, ranked: string, score: number, at: AlignedPlaces): Cell {
  if (at.last - at.first >= MOST_RANKED) return { value: score, look: 'stored', format: SIX };
  return {
    formula: `NORMSINV((RANK(${news},${ranked},1)+(COUNT(${ranked})+1-RANK(${news},${ranked},0)-RANK(${news},${ranked},1))/2-0.375)/(COUNT(${ranked})+0.25))`,
    cached: score,
    look: 'live',
    format: SIX,
  };
}
