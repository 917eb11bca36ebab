import type { Plain } from '../../../../main/models/project/plain.ts';

export interface CheckCase {
  readonly check: string;
  readonly table: string;
  readonly column?: string;
  readonly args?: Readonly<Record<string, Plain>>;
  readonly config?: Readonly<Record<string, Plain>>;
  /** What it counts; none: it passes. */
  readonly failures: number;
}

/** `items.word` is a column's check, `items` one of the whole table. */
export function of(
  check: string,
  on: string,
  failures: number,
  args?: CheckCase['args'],
  config?: CheckCase['config'],
): CheckCase {
  const [table = '', column] = on.split('.');
  return {
    check,
    table,
    failures,
    ...(column === undefined ? {} : { column }),
    ...(args === undefined ? {} : { args }),
    ...(config === undefined ? {} : { config }),
  };
}
export const ref = (table: string) => `source('checks', '${table}')`;
