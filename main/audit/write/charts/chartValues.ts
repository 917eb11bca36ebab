import { readPlace } from '../../workbook/reference.ts';

export type ValueKind = 'number' | 'day' | 'text';

/** What stands in the ranges that charts draw. */
export interface ChartValues {
  /** Numbers where nothing is known. */
  kindOf(place: string): ValueKind;
  /** Null where the range is on a data sheet, whose rows aren't kept. */
  of(place: string): readonly (number | string | null)[] | null;
}

/** A cell as charts take it: a formula as what it came to, a day as its number. */
export interface ChartCell {
  readonly value: number | string | null;
  readonly kind: ValueKind;
}

export interface ChartSheet {
  readonly cell: ((row: number, column: number) => ChartCell) | null;
  /** Of a data sheet. */
  readonly kinds: readonly ValueKind[];
}

export function chartValues(sheets: ReadonlyMap<string, ChartSheet>): ChartValues {
  const found = (text: string) => {
    const place = readPlace(text);
    const sheet = place === null ? undefined : sheets.get(place.sheet);
    if (place === null || sheet === undefined)
      throw new Error(`A chart can't draw “${text}”: there is no such place.`);
    return { sheet, range: place.range };
  };
  const cellsOf = (text: string): ChartCell[] | null => {
    const { sheet, range } = found(text);
    if (sheet.cell === null) return null;
    const cells: ChartCell[] = [];
    for (let row = range.top; row <= range.bottom; row += 1)
      for (let column = range.left; column <= range.right; column += 1) cells.push(sheet.cell(row, column));
    return cells;
  };
  return {
    kindOf(text) {
      const cells = cellsOf(text);
      const { sheet, range } = found(text);
      if (cells === null) return sheet.kinds[range.left - 1] ?? 'number';
      return cells.find(({ value }) => value !== null)?.kind ?? 'number';
    },
    of(text) {
      const cells = cellsOf(text);
      if (cells === null) return null;
      const texts = cells.find(({ value }) => value !== null)?.kind === 'text';
      return cells.map(({ value }) => (texts || typeof value === 'number' ? value : null));
    },
  };
}
