import type { NumberFormat } from '../../workbook/cell.ts';
import type { Measure } from './common.ts';

/** A figure that the app tells, and how Excel makes the same of a table of the workbook. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What it is, as one would explain it. */
  readonly definition: string;
  readonly table: string;
  readonly measure: Measure;
  /** What the app told, or what the database counts; null where it has none. */
  readonly stored: number | null;
  readonly format: NumberFormat;
  readonly tolerance: number;
}
