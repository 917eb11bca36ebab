import type { Cell } from '../../workbook/cell.ts';
import type { Chart } from '../../workbook/chart.ts';
import { columnLetters, placeOf } from '../../workbook/reference.ts';
import type { Highlight, Page, PageTable, Validation } from '../../workbook/workbook.ts';

/** Where a table came to lie on a page: rows of its lines, not of its headings. */
export interface Laid {
  readonly sheet: string;
  readonly first: number;
  readonly last: number;
  readonly columns: number;
}

/** A page under way, from its first row down. */
export interface Draft {
  readonly sheet: string;
  /** The row that comes next. */
  next(): number;
  line(...cells: readonly Cell[]): number;
  blank(): void;
  heading(title: string, told: string, across?: number): void;
  section(title: string, told?: string): void;
  /** Headings and lines as a table with its filter. */
  table(name: string, headings: readonly string[], lines: readonly (readonly Cell[])[]): Laid;
  highlight(one: Highlight): void;
  validate(one: Validation): void;
  draw(one: Chart): void;
  page(rest: Pick<Page, 'widths'> & Partial<Page>): Page;
}

/** Cells that a title may run over. */
const ACROSS = 6;

export function draftPage(sheet: string): Draft {
  const rows: (readonly Cell[])[] = [];
  const tables: PageTable[] = [];
  const highlights: Highlight[] = [];
  const validations: Validation[] = [];
  const charts: Chart[] = [];

  const draft: Draft = {
    sheet,
    next: () => rows.length + 1,
    line(...cells) {
      rows.push(cells);
      return rows.length;
    },
    blank: () => void rows.push([]),
    heading(title, told, across = ACROSS) {
      draft.line({ value: title, look: 'title', across });
      draft.line({ value: told, look: 'wrapped', across });
      draft.blank();
    },
    section(title, told) {
      if (rows.at(-1)?.length) draft.blank();
      draft.line({ value: title, look: 'subtitle', across: ACROSS });
      if (told !== undefined) draft.line({ value: told, look: 'wrapped', across: ACROSS });
    },
    table(name, headings, lines) {
      const top = draft.line(...headings.map((value): Cell => ({ value, look: 'heading' })));
      for (const line of lines) draft.line(...line);
      // A table needs a row below its headings, even where there is nothing to tell.
      if (lines.length === 0) draft.line(...headings.map((): Cell => null));
      const last = rows.length;
      tables.push({ name, range: `A${top}:${columnLetters(headings.length)}${last}` });
      return { sheet, first: top + 1, last, columns: headings.length };
    },
    highlight: (one) => void highlights.push(one),
    validate: (one) => void validations.push(one),
    draw: (one) => void charts.push(one),
    page: (rest) => ({ rows, tables, highlights, validations, charts, ...rest }),
  };
  return draft;
}

/** A column of a table, `'CCF'!$B$5:$B$65`. */
export function columnRange({ sheet, first, last }: Laid, column: number): string {
  return placeOf(sheet, { top: first, left: column, bottom: last, right: column });
}

export function cellPlace(sheet: string, row: number, column: number): string {
  return placeOf(sheet, { top: row, left: column, bottom: row, right: column });
}
