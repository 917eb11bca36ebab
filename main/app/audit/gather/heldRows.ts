import type { Row } from '../../../../shared/domain/column.ts';
import { ok } from '../../../../shared/errors/failure.ts';
import type { RowSet } from '../../../audit/packages/material/rowSet.ts';
import { MOST_AT_ONCE, type PageOf } from './gathered.ts';

/** Sets whose rows are here already: large ones are handed on in pages like those of the database. */
export interface HeldRows {
  hold(set: RowSet): RowSet;
  readonly pageOf: PageOf;
}

export function createHeldRows(): HeldRows {
  const held = new Map<string, readonly Row[]>();
  return {
    hold(set) {
      if (set.rows === null || set.rows.length <= MOST_AT_ONCE) return set;
      held.set(set.name, set.rows);
      return { ...set, rows: null };
    },
    pageOf: async ({ set, offset, limit }) => ok(held.get(set)?.slice(offset, offset + limit) ?? []),
  };
}
