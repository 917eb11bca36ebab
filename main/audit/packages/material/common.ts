import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { CellValue } from '../../workbook/cell.ts';

/** What every package tells, whatever it is of. */
export interface Common {
  readonly subject: AuditSubject;
  readonly title: string;
  /** In words of the owner of the shop. */
  readonly conclusion: string;
  readonly status: string;
  /** What is in it and what isn't, a line each. */
  readonly scope: readonly string[];
  readonly workspace: string;
  readonly zone: string;
  readonly currency: string;
  /** What the figures are of: never the moment the package was made, or no two of them would be alike. */
  readonly asOf: string;
  readonly program: string;
  readonly engine: string;
  readonly parameters: readonly Parameter[];
  readonly queries: readonly Query[];
  readonly controls: readonly Control[];
  readonly sources: readonly Source[];
  readonly refused: readonly RefusedRow[];
  readonly relations: readonly RelationTold[];
  readonly checks: readonly CheckTold[];
  readonly exceptions: readonly Exception[];
  readonly notRecomputed: readonly NotRecomputed[];
  /** Texts that name people's things (products, trends, series): what an anonymised package replaces wherever they stand. */
  readonly names: readonly string[];
  /** Of an anonymised package: what was done for it. */
  readonly anonymised?: Anonymised;
}

/** A line each. */
export interface Anonymised {
  readonly done: readonly string[];
  readonly ties: readonly string[];
  readonly cannot: readonly string[];
}

export interface Parameter {
  readonly group: string;
  readonly name: string;
  readonly value: CellValue;
  readonly told: string;
}

export interface Query {
  readonly name: string;
  readonly sql: string;
}

export const STAGES = ['source', 'raw', 'staging', 'core', 'analytics', 'sheet'] as const;

/** One figure of one stage on the way from the source to the sheet. */
export interface Control {
  readonly id: string;
  readonly stage: (typeof STAGES)[number];
  readonly of: string;
  readonly what: string;
  readonly value: ControlValue;
  /** The control that it has to equal; null where it may differ, for the reason in `told`. */
  readonly against: string | null;
  readonly told: string;
}

/** Counted in the database, or a measure of a table of this workbook that Excel counts. */
export type ControlValue =
  | { readonly is: 'stored'; readonly value: number | { readonly day: string } | null }
  | {
      readonly is: 'live';
      readonly table: string;
      readonly measure: Measure;
      readonly format: 'general' | 'day';
    };

/** What Excel can make of the rows of a table. */
export type Measure =
  | { readonly is: 'rows' }
  | { readonly is: 'known'; readonly column: string }
  | { readonly is: 'sum' | 'average' | 'least' | 'most'; readonly column: string }
  | { readonly is: 'count where'; readonly column: string; readonly equals: string | number | boolean }
  | {
      readonly is: 'sum where';
      readonly column: string;
      readonly where: string;
      readonly equals: string | number | boolean;
    }
  /** Of sums: revenue by orders, revenue without cost by revenue. */
  | { readonly is: 'ratio'; readonly over: Measure; readonly minus?: Measure; readonly under: Measure }
  /** Cents of a unit of money. */
  | { readonly is: 'constant'; readonly value: number };

export interface Source {
  readonly load: number;
  readonly source: string;
  readonly stream: string;
  readonly relation: string;
  readonly at: string;
  readonly disposition: string;
  /** Null where a small count is left out. */
  readonly rows: number | null;
  readonly refused: number | null;
  /** The name of the file, without the folders of a machine; null where it was asked of a service. */
  readonly file: string | null;
  readonly sha256: string | null;
  readonly schemaVersion: string;
  /** Of the rows behind the subject: the first and the last record of this load. */
  readonly records: { readonly first: number; readonly last: number; readonly used: number } | null;
}

export interface RefusedRow {
  readonly load: number;
  readonly ordinal: number;
  readonly line: number | null;
  readonly reason: string;
  readonly record: string;
}

export interface RelationTold {
  readonly relation: string;
  readonly from: readonly string[];
  readonly rows: number | null;
  readonly version: string | null;
  readonly at: string | null;
  readonly about: string;
  readonly sql: string | null;
}

export interface CheckTold {
  readonly id: string;
  readonly rule: string;
  readonly about: string;
  readonly column: string | null;
  readonly threshold: string | null;
  readonly observed: number | null;
  readonly result: string;
  readonly severity: string | null;
  readonly at: string;
  readonly message: string;
}

export interface Exception {
  /** The same in every package that has it: marks come back by it. */
  readonly id: string;
  readonly severity: 'high' | 'middle' | 'low' | 'note';
  readonly found: string;
  readonly told: string;
  readonly rows: number | null;
}

export interface NotRecomputed {
  readonly what: string;
  readonly method: string;
  readonly seed: string | null;
  readonly version: string;
}
