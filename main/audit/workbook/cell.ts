/** How a cell looks. One restrained set for every workbook: a sheet says what a cell is, never which font it has. */
export type Look =
  | 'title'
  | 'subtitle'
  | 'heading'
  | 'label'
  | 'plain'
  | 'strong'
  | 'quiet'
  | 'wrapped'
  | 'code'
  | 'link'
  /** What the reviewer may change: unlocked where the sheet is protected. */
  | 'input'
  /** A figure that a formula of this workbook makes. */
  | 'live'
  /** A figure that the app stored. */
  | 'stored'
  /** Whether two of them agree, apart from the figures beside it. */
  | 'result';

export type NumberFormat =
  | { readonly kind: 'general' | 'integer' | 'percent' | 'day' | 'instant' | 'text' }
  | { readonly kind: 'number'; readonly digits: number }
  /** Digits of the currency's minor unit; the code is written after the number. */
  | { readonly kind: 'money'; readonly currency: string; readonly digits: number };

/** A day is ISO text here and Excel's serial number in the file; an instant likewise, in UTC. */
export type CellValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | { readonly day: string }
  | { readonly instant: string };

/** `error` is what Excel would show, such as #N/A: a formula may be right to have none. */
export type FormulaResult = string | number | boolean | { readonly error: '#N/A' | '#DIV/0!' };

export interface Formula {
  /** Without the equals sign, in the spelling of the file format: English names, commas, A1 references, names of the workbook. */
  readonly formula: string;
  /** What the app makes of the same: shown until a program calculates anew. */
  readonly cached: FormulaResult;
  /** Calculated over arrays, as with Ctrl+Shift+Enter: without it Excel takes one cell of a range that stands for a single value. */
  readonly array?: boolean;
}

export interface Link {
  readonly text: string;
  /** A place in this workbook (`'Raw signal'!A1`), or an https or mailto address. Anything else is refused. */
  readonly to: { readonly place: string } | { readonly address: string };
}

/** A bare value is written plain, with the format that its type has. Text is never read as a formula. */
export type Cell =
  | CellValue
  | (CellContent & {
      readonly look?: Look;
      readonly format?: NumberFormat;
      /** A comment that shows when pointed at. */
      readonly note?: string;
      /** Columns it spans from here on, itself included; the next cell of its row stands after them. */
      readonly across?: number;
    });

export type CellContent = { readonly value: CellValue } | Formula | Link;
