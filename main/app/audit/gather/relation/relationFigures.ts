import type { Column } from '../../../../../shared/domain/column.ts';
import type { Measure } from '../../../../audit/packages/material/common.ts';
import type { Figure } from '../../../../audit/packages/material/figure.ts';
import { toleranceOf } from '../../../../audit/packages/sheet/ties.ts';
import type { NumberFormat } from '../../../../audit/workbook/cell.ts';
import { type ColumnTotals, isFigure, storedOf } from './columnTotals.ts';
import { shopFigures } from './shopFigures.ts';

const WHOLE: NumberFormat = { kind: 'integer' };
const GENERAL: NumberFormat = { kind: 'general' };
/** A relation of hundreds of columns has its first ones told. */
const MOST_COLUMNS = 40;

/** What a relation adds up to: its rows, and of each column what fits what it holds. */
export function relationFigures(
  table: string,
  columns: readonly Column[],
  totals: ColumnTotals,
  money: { readonly currency: string; readonly digits: number },
): Figure[] {
  const figure = (
    id: string,
    title: string,
    definition: string,
    measure: Measure,
    format = GENERAL,
  ): Figure => {
    const stored = storedOf(totals, measure);
    return { id, title, definition, table, measure, stored, format, tolerance: toleranceOf(stored) };
  };
  return [
    figure('rows', 'Rows', 'All of them.', { is: 'rows' }, WHOLE),
    ...columns
      .filter(({ name }) => name !== '_load' && name !== '_row')
      .slice(0, MOST_COLUMNS)
      .flatMap(({ name, type }): Figure[] => {
        if (type.kind === 'day')
          return [
            figure(
              `first ${name}`,
              `First ${name}`,
              'The earliest day.',
              { is: 'least', column: name },
              { kind: 'day' },
            ),
            figure(
              `last ${name}`,
              `Last ${name}`,
              'The latest day.',
              { is: 'most', column: name },
              { kind: 'day' },
            ),
          ];
        if (type.kind === 'boolean')
          return [
            figure(
              `share ${name}`,
              `Share of rows with ${name}`,
              'Rows where it is true, of all rows.',
              { is: 'ratio', over: { is: 'count where', column: name, equals: true }, under: { is: 'rows' } },
              { kind: 'percent' },
            ),
          ];
        if (!isFigure(type.kind)) return [];
        return [
          figure(`sum ${name}`, `Total of ${name}`, 'The sum of its values.', { is: 'sum', column: name }),
          figure(`average ${name}`, `Average of ${name}`, 'Of the rows that have a value.', {
            is: 'average',
            column: name,
          }),
          figure(
            `known ${name}`,
            `Rows with ${name}`,
            'Rows that have a value.',
            { is: 'known', column: name },
            WHOLE,
          ),
        ];
      }),
    ...shopFigures(columns, money).map(({ id, title, definition, measure, format }) =>
      figure(id, title, definition, measure, format),
    ),
  ];
}
