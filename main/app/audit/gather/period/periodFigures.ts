import type { Value } from '../../../../../shared/domain/column.ts';
import type { Measure } from '../../../../audit/packages/material/common.ts';
import type { Figure } from '../../../../audit/packages/material/figure.ts';
import type { RowSet } from '../../../../audit/packages/material/rowSet.ts';
import { toleranceOf } from '../../../../audit/packages/sheet/ties.ts';
import type { NumberFormat } from '../../../../audit/workbook/cell.ts';
import { storedOf } from '../relation/columnTotals.ts';
import type { DailyOutcomes } from './dailyOutcomes.ts';

const WHOLE: NumberFormat = { kind: 'integer' };
const GENERAL: NumberFormat = { kind: 'general' };

export interface PeriodSets {
  readonly loads: RowSet;
  readonly builds: RowSet;
  readonly runs: RowSet;
  readonly studies: RowSet;
  readonly directives: RowSet;
}

/** What a period came to. Counts of records are those of the database. */
export function periodFigures(
  sets: PeriodSets,
  counted: Readonly<Record<keyof PeriodSets, number>>,
  daily: readonly DailyOutcomes[],
): Figure[] {
  const figure = (
    id: string,
    title: string,
    definition: string,
    table: string,
    measure: Measure,
    stored: number | null,
    format = WHOLE,
  ): Figure => ({
    ...{ id, title, definition, table, measure, stored, format },
    tolerance: toleranceOf(stored),
  });
  const rows = (key: keyof PeriodSets, title: string, told: string) =>
    figure(key, title, told, sets[key].name, { is: 'rows' }, counted[key]);
  const where = (key: keyof PeriodSets, column: string, equals: string, title: string) =>
    figure(
      `${key} ${equals}`,
      title,
      `Rows of ${sets[key].name} whose ${column} is “${equals}”.`,
      sets[key].name,
      { is: 'count where', column, equals },
      countWhere(sets[key], column, equals),
    );
  const sum = (key: keyof PeriodSets, column: string, title: string, told: string) =>
    figure(`${key} ${column}`, title, told, sets[key].name, { is: 'sum', column }, sumOf(sets[key], column));
  return [
    rows('loads', 'Loads', 'That landed in the period.'),
    sum('loads', 'rows', 'Records that came', 'As the ledger has them.'),
    sum('loads', 'refused', 'Records that were refused', 'As the ledger has them.'),
    rows('builds', 'Builds', 'That began in the period.'),
    where('builds', 'status', 'success', 'Builds that succeeded'),
    rows('runs', 'Runs', 'That were queued in the period.'),
    where('runs', 'status', 'succeeded', 'Runs that succeeded'),
    where('runs', 'status', 'failed', 'Runs that failed'),
    rows('studies', 'Runs of studies', 'Each made a version.'),
    sum('studies', 'confirmed', 'Confirmed leads', 'Of all runs of studies together: a pair counts in each.'),
    rows('directives', 'Directives', 'Recommendations made in the period.'),
    where('directives', 'decided', 'accepted', 'Directives that were accepted'),
    where('directives', 'came of it', 'hit', 'Directives that came true'),
    where('directives', 'came of it', 'missed', 'Directives that didn’t'),
    ...daily.flatMap((one): Figure[] => {
      const measured = (id: string, title: string, told: string, measure: Measure, format = GENERAL) =>
        figure(
          `${id} ${one.relation}`,
          title,
          told,
          one.set.name,
          measure,
          storedOf(one.totals, measure),
          format,
        );
      return [
        measured(
          'total',
          `Total of ${one.relation}`,
          `The sum of ${one.value} over all outcomes and days of the period.`,
          { is: 'sum', column: one.value },
        ),
        measured('average', `Average of ${one.relation}`, 'Of the days that are known.', {
          is: 'average',
          column: one.value,
        }),
        measured(
          'known',
          `Known days of ${one.relation}`,
          'Days with a value, of each outcome by itself.',
          { is: 'known', column: one.value },
          WHOLE,
        ),
      ];
    }),
  ];
}

function countWhere({ rows, columns }: RowSet, column: string, equals: string): number {
  const at = columns.findIndex(({ name }) => name === column);
  return (rows ?? []).filter((row) => row[at] === equals).length;
}

function sumOf({ rows, columns }: RowSet, column: string): number {
  const at = columns.findIndex(({ name }) => name === column);
  const number = (value: Value | undefined) => (value === null || value === undefined ? 0 : Number(value));
  return (rows ?? []).reduce((sum, row) => sum + number(row[at]), 0);
}
