import type { Row } from '../../../shared/domain/column.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import type { WriteSession } from '../store.ts';

/** Below the parameters either engine binds to one statement, and the SQL stays short. */
const LINES_A_STATEMENT = 100;

/** For the tables outside the layers, which the bulk insert can't name. */
export function insertLines(
  session: WriteSession,
  table: string,
  columns: readonly string[],
  lines: readonly Row[],
  conflict = '',
): Promise<Result<void>> {
  const names = columns.map((name) => `"${name}"`).join(', ');
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const groups = Array.from({ length: Math.ceil(lines.length / LINES_A_STATEMENT) }, (_, index) =>
    lines.slice(index * LINES_A_STATEMENT, (index + 1) * LINES_A_STATEMENT),
  );
  return inTurn(
    groups.map(
      (group) => () =>
        session.execute(
          `insert into ${table} (${names}) values ${group.map(() => marks).join(', ')} ${conflict}`,
          group.flat(),
        ),
    ),
  );
}
