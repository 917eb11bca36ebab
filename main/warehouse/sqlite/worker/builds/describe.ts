import type { Column } from '../../../../../shared/domain/column.ts';
import type { Connection } from '../connection.ts';
import { markSparse, register, registered } from '../registry.ts';

/** What is said of the columns; that numbers of rows have gaps stays known. */
export function describeAs(
  connection: Connection,
  relation: string,
  columns: readonly Column[] | undefined,
  comment: string | undefined,
): void {
  const known = registered(connection, relation);
  if (columns === undefined && comment === undefined) return;
  register(connection, relation, columns ?? known.columns, comment ?? known.comment);
  if (!known.dense) markSparse(connection, relation);
}
