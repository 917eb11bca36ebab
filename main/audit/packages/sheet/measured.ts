import { columnLetters, sheetPrefix } from '../../workbook/reference.ts';
import type { WrittenData } from '../../workbook/workbook.ts';
import type { Measure } from '../material/common.ts';
import type { RowColumn } from '../material/rowSet.ts';

/** Where the rows of a table stand. The first column of its sheets counts them. */
export interface Standing {
  readonly parts: WrittenData['parts'];
  readonly columns: readonly RowColumn[];
}

/** A measure as a formula, over all sheets that the rows came to. */
export function formulaOf(measure: Measure, { parts, columns }: Standing): string {
  /** One term a sheet, put together by a sum or by a function of all. */
  const over = (name: string | null, term: (range: string, other: string) => string, other?: string) =>
    parts.map((part) => term(rangeOf(part, name, columns), rangeOf(part, other ?? name, columns)));
  switch (measure.is) {
    case 'constant':
      return String(measure.value);
    case 'rows':
      return over(null, (range) => `COUNT(${range})`).join('+');
    case 'known':
      return over(measure.column, (range) => `COUNTA(${range})`).join('+');
    case 'sum':
      return over(measure.column, (range) => `SUM(${range})`).join('+');
    case 'average':
      return `(${over(measure.column, (range) => `SUM(${range})`).join('+')})/(${over(measure.column, (range) => `COUNT(${range})`).join('+')})`;
    case 'least':
      return `MIN(${over(measure.column, (range) => range).join(',')})`;
    case 'most':
      return `MAX(${over(measure.column, (range) => range).join(',')})`;
    case 'count where':
      return over(measure.column, (range) => `SUMPRODUCT(${test(range, measure.equals)})`).join('+');
    case 'sum where':
      return over(
        measure.column,
        (range, where) => `SUMPRODUCT(${test(where, measure.equals)},${range})`,
        measure.where,
      ).join('+');
    case 'ratio': {
      const standing = { parts, columns };
      const term = (one: Measure) => enclosed(formulaOf(one, standing));
      const over = term(measure.over);
      const less = measure.minus === undefined ? over : `(${over}-${term(measure.minus)})`;
      return `${less}/${term(measure.under)}`;
    }
  }
}

function rangeOf(
  { sheet, from, to }: WrittenData['parts'][number],
  name: string | null,
  columns: readonly RowColumn[],
): string {
  const at = name === null ? 0 : columns.findIndex((column) => column.name === name) + 1;
  const letters = columnLetters(at + 1);
  return `${sheetPrefix(sheet)}$${letters}$${from}:$${letters}$${to}`;
}

/** Not COUNTIF, which takes a text for a pattern and a text of digits for a number. */
function test(range: string, equals: string | number | boolean): string {
  if (typeof equals === 'string') return `--EXACT(${range},"${equals.replaceAll('"', '""')}")`;
  return `--(${range}=${typeof equals === 'boolean' ? String(equals).toUpperCase() : equals})`;
}

/** A number or a call stands by itself; anything else needs brackets in a larger term. */
function enclosed(formula: string): string {
  return /^([\d.e-]+|[A-Z]+\([^()]*\))$/.test(formula) ? formula : `(${formula})`;
}
