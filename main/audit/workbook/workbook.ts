import type { Cell, NumberFormat } from './cell.ts';
import type { Chart } from './chart.ts';

/** What every workbook of ours is made of, whatever writes it. Rows and columns count from 1, as Excel shows them. */
export interface Workbook {
  readonly properties: Properties;
  /** In the order of their tabs. */
  readonly sheets: readonly Sheet[];
  /** Names for formulas and for people: `lag`, `app_r`. */
  readonly names: readonly DefinedName[];
}

/** No clock is read for the file: what is not told here is not in it, so that the same inputs make the same bytes. */
export interface Properties {
  readonly title: string;
  readonly subject: string;
  readonly creator: string;
  readonly description: string;
  /** UTC. */
  readonly created: string;
  /** Told in the foot of every printed page and kept as a custom property. */
  readonly packageId: string;
}

export interface DefinedName {
  readonly name: string;
  /** `'CCF'!$B$4:$B$64` */
  readonly refersTo: string;
}

/**
 * Data sheets are written first, whatever their place among the tabs, since what is found on the way (rows, sums, digests) is
 * told on the pages; a page is made when its turn comes.
 */
export type Sheet = DataSheet | PageSheet;

interface Common {
  /** At most 31 characters, none of : \ / ? * [ ], unlike every other whatever the case. */
  readonly name: string;
}

/** Rows of one kind, as many as there are; past the last row of a sheet they go on in `name (2)`, `name (3)`, … */
export interface DataSheet extends Common {
  readonly kind: 'data';
  /** Above the table, one line each. */
  readonly heading: readonly Cell[];
  readonly columns: readonly DataColumn[];
  /** By position of `columns`; asked for once. Held back while the disk is slower. */
  rows(): AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
  /** How many there will be, for the progress; null where that isn't known. */
  readonly expected: number | null;
}

export interface DataColumn {
  readonly title: string;
  readonly width: number;
  readonly format: NumberFormat;
  /** What the column means, as a note on its heading. */
  readonly note?: string;
  /** Its sum is kept while rows are written, exactly for whole numbers. */
  readonly summed?: boolean;
}

export interface WrittenData {
  /** The sheets it came to, with the first and the last row that hold data; without any, the one empty row of its table. */
  readonly parts: readonly { readonly sheet: string; readonly from: number; readonly to: number }[];
  readonly rows: number;
  /** SHA-256 of the rows in a spelling that doesn't depend on the file format. */
  readonly digest: string;
  /** By title, of the columns that are summed. */
  readonly sums: ReadonlyMap<string, number | bigint>;
  /** By title, of columns that hold days: the first and the last; null where there is none. */
  readonly days: ReadonlyMap<string, { readonly first: string; readonly last: string } | null>;
}

export interface PageSheet extends Common {
  readonly kind: 'page';
  make(written: ReadonlyMap<string, WrittenData>): Page;
}

export interface Page {
  readonly widths: readonly number[];
  /** An empty array is an empty line. */
  readonly rows: readonly (readonly Cell[])[];
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly tables?: readonly PageTable[];
  readonly validations?: readonly Validation[];
  readonly highlights?: readonly Highlight[];
  readonly charts?: readonly Chart[];
  /** Protected unless said otherwise: only cells that look `input` can be changed. */
  readonly open?: boolean;
  /** The rows that are repeated on each printed page. */
  readonly repeated?: { readonly from: number; readonly to: number };
  readonly portrait?: boolean;
}

/** A real table with its filter; the first row of the range is its heading, whose cells are plain texts, each its own. */
export interface PageTable {
  /** Unlike every other of the workbook; begins with a letter. */
  readonly name: string;
  /** `A4:H64` */
  readonly range: string;
}

export type Validation = {
  readonly range: string;
  readonly prompt?: string;
  /** Told when something else is typed. */
  readonly error: string;
} & (
  | { readonly kind: 'list'; readonly choices: readonly string[] }
  | { readonly kind: 'whole'; readonly from: number; readonly to: number }
  | { readonly kind: 'day' }
  | { readonly kind: 'length'; readonly most: number }
);

/** Cells that equal a text (TIES, BREAK, a verdict) or that fulfil a formula are marked good, bad or to be looked at. */
export interface Highlight {
  readonly range: string;
  readonly when: { readonly equals: string } | { readonly formula: string };
  readonly as: 'good' | 'bad' | 'attention' | 'quiet';
}
