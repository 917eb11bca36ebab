import { stringify } from 'yaml';
import type { PlainMap } from '../project/plain.ts';
import type { ColumnProfile, Profile } from './profile.ts';

export interface Suggestion {
  readonly column: string | null;
  /** As a property file names it. */
  readonly check: string;
  /** What in the rows speaks for it. */
  readonly because: string;
  /** Ready for a property file. */
  readonly yaml: string;
}

/** Fewer rows than this prove nothing. */
const LEAST_ROWS = 20;
/** A list of values must have been met this often on average, or the next row may well bring another. */
const OFTEN = 10;

/**
 * Checks that every row of a relation passes now and that rows like these would be likely to break if something went
 * wrong. What is checked already isn't suggested again.
 */
export function suggest(
  profile: Profile,
  has: (column: string | null, check: string) => boolean,
): Suggestion[] {
  const { rows } = profile;
  if (rows < LEAST_ROWS) return [];
  const found: Suggestion[] = [];
  const add = (column: string, check: string, because: string, args?: PlainMap) => {
    if (has(column, check)) return;
    const written = args === undefined ? check : { [check]: { arguments: args } };
    const yaml = stringify({ columns: [{ name: column, data_tests: [written] }] });
    found.push({ column, check, because, yaml });
  };
  for (const column of profile.columns) ofColumn(column, rows, add);
  return found;
}

type Add = (column: string, check: string, because: string, args?: PlainMap) => void;

function ofColumn(column: ColumnProfile, rows: number, add: Add): void {
  const { name, nulls, distinct, empty, values, least, greatest } = column;
  if (nulls === rows) return;
  if (nulls === 0) add(name, 'not_null', `none of ${count(rows)} rows is null`);
  if (nulls === 0 && distinct === rows) add(name, 'unique', `${count(rows)} rows, ${count(distinct)} values`);
  if (column.type === 'text' && nulls === 0 && empty === 0 && distinct < rows)
    add(name, 'dbt_utils.not_empty_string', 'no row is empty');
  if (values !== null && distinct > 1 && rows >= OFTEN * distinct && column.type === 'text')
    add(name, 'accepted_values', `only ${distinct} values in ${count(rows)} rows`, {
      values: values.map(({ value }) => value).sort(),
    });
  if (isCounted(column) && least !== null && greatest !== null && Number(least) >= 0 && distinct > 1)
    add(name, 'dbt_utils.accepted_range', `from ${least} to ${greatest}, never below zero`, {
      min_value: 0n,
    });
}

function isCounted({ type }: ColumnProfile): boolean {
  return type === 'integer' || type === 'decimal' || type === 'number';
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
