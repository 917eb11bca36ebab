import type { Chart } from '../../workbook/chart.ts';
import type { Properties } from '../../workbook/workbook.ts';
import type { ChartSheet } from '../charts/chartValues.ts';
import type { Parts } from '../parts/createParts.ts';
import type { Styles } from '../style/createStyles.ts';

/** What the sheets of one workbook share while it is written. */
export interface Writing {
  readonly parts: Parts;
  readonly styles: Styles;
  readonly properties: Properties;
  /** Of every sheet there is or will be. */
  readonly sheetNames: Set<string>;
  /** Names of tables, in lower case: none twice, and none that is also the name of a range. */
  readonly tableNames: Set<string>;
  /** What charts draw may stand on a sheet that is written later: they wait until all are. */
  readonly drawings: { readonly part: string; readonly charts: readonly Chart[] }[];
  readonly chartSheets: Map<string, ChartSheet>;
  /** Throws when the writing was cancelled. */
  readonly check: () => void;
}

export interface SheetOfFile {
  readonly name: string;
  readonly part: string;
  readonly kind: 'data' | 'page';
  readonly rows: number;
  /** SHA-256 of its rows as `spelling.ts` spells them; of what a reviewer may change nothing is in it. */
  readonly digest: string;
  /** The rows that each printed page repeats. */
  readonly repeated: { readonly from: number; readonly to: number } | null;
}
