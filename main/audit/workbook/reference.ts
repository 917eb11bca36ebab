export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** For formulas, links and names: `'It''s'!`. Always quoted: a name such as R1 or 2026 would be read as something else. */
export function sheetPrefix(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'!`;
}

/** `'CCF'!$B$4:$B$64`, of cells that are told by row and column. */
export function placeOf(sheet: string, { top, left, bottom, right }: Range): string {
  const corner = (row: number, column: number) => `$${columnLetters(column)}$${row}`;
  const first = corner(top, left);
  return `${sheetPrefix(sheet)}${top === bottom && left === right ? first : `${first}:${corner(bottom, right)}`}`;
}

/** `B4`, `B4:D9` or with dollars; null for what is no range of cells. */
export function readRange(text: string): Range | null {
  const found = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?$/.exec(text);
  if (found === null) return null;
  const [, left = '', top = '', right = left, bottom = top] = found;
  const range = {
    top: Number(top),
    left: columnNumber(left),
    bottom: Number(bottom),
    right: columnNumber(right),
  };
  const within = range.bottom <= MOST_ROWS && range.right <= MOST_COLUMNS;
  return within && range.top <= range.bottom && range.left <= range.right ? range : null;
}

/** The sheet and the cells of `'CCF'!$B$4:$B$64`; null for what is no such place. */
export function readPlace(text: string): { readonly sheet: string; readonly range: Range } | null {
  const found = /^(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!(.+)$/.exec(text);
  const range = readRange(found?.[3] ?? '');
  if (found === null || range === null) return null;
  return { sheet: (found[1] ?? found[2] ?? '').replaceAll("''", "'"), range };
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
