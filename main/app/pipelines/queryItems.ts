import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Item } from '../../pipelines/run/items.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** One more than a step may be mapped over, so that too many are noticed. */
const MOST = 1_001;
const TIMEOUT_MS = 60_000;

/** The items of a mapped step: the first column of one reading statement. */
export async function queryItems(
  warehouse: Pick<Warehouse, 'console'>,
  sql: string,
  signal: AbortSignal,
): Promise<Result<readonly Item[]>> {
  const found = await warehouse.console({ sql, offset: 0, limit: MOST, timeoutMs: TIMEOUT_MS, signal });
  if (!found.ok) return found;
  const items: Item[] = [];
  for (const [value] of found.value.rows) {
    if (value === null || value === undefined)
      return fail('BAD_INPUT', {
        message: 'The query a step is mapped over answers with an empty value, which can be no item.',
        next: 'Leave such rows out with "where … is not null".',
      });
    items.push(typeof value === 'number' ? value : String(value));
  }
  return ok(items);
}
