import { columnLetters, MOST_COLUMNS, MOST_ROWS } from '../../workbook/reference.ts';

const TOKEN = /"(?:[^"]|"")*"|'(?:[^']|'')*'!?|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(!])/gi;

/** A formula that is told once for many cells, as it reads some rows and columns further: references without a dollar move along. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return formula.replace(TOKEN, (whole, fixedColumn, letters, fixedRow, row) => {
    if (letters === undefined) return whole;
    const column = fixedColumn === '$' ? columnOf(letters) : columnOf(letters) + columns;
    const at = fixedRow === '$' ? Number(row) : Number(row) + rows;
    if (column < 1 || at < 1 || column > MOST_COLUMNS || at > MOST_ROWS) return '#REF!';
    return `${fixedColumn}${columnLetters(column)}${fixedRow}${at}`;
  });
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
