import type { PlainMap } from '../project/nodes.ts';
import { pythonText } from '../project/plain.ts';
import type { Thresholds } from './verdict.ts';

export interface CheckQuery {
  readonly failCalc: string;
  readonly limit: string | null;
}

const ROWS = 'count(*)';

export function checkQueryOf(config: PlainMap): CheckQuery {
  const text = (key: string) => {
    const value = config[key];
    return value === undefined || value === null ? '' : pythonText(value).trim();
  };
  const limit = text('limit');
  return { failCalc: text('fail_calc') || ROWS, limit: limit === '' ? null : limit };
}

export function countsRows({ failCalc }: CheckQuery): boolean {
  return failCalc === ROWS;
}

/** Everything a verdict needs in one statement, as dbt asks it; `sql` gives the failing rows. */
export function countingSql(sql: string, query: CheckQuery, held: Thresholds): string {
  const { failCalc } = query;
  return `select
  ${failCalc} as failures,
  ${failCalc} ${held.warnIf} as should_warn,
  ${failCalc} ${held.errorIf} as should_error
from (
${limited(sql, query.limit)}
) dbt_internal_test`;
}

/** Lines of `countingSql` before the check's own. */
export function linesBeforeRows({ limit }: CheckQuery): number {
  return limit === null ? 5 : 6;
}

export function samplingSql(sql: string, query: CheckQuery, rows: number): string {
  return `select * from (
${limited(sql, query.limit)}
) dbt_internal_test
limit ${rows}`;
}

// Around the query instead of behind it: what a person wrote may end in an order or a limit of its own.
function limited(sql: string, limit: string | null): string {
  const inner = withoutEnd(sql);
  return limit === null ? inner : `select * from (\n${inner}\n) dbt_internal_rows\nlimit ${limit}`;
}

/** A query that may stand in brackets: without the semicolon that people end a file with. */
export function withoutEnd(sql: string): string {
  return sql.replace(/[\s;]+$/, '');
}
