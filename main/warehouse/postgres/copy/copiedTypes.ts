import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RowStamps } from '../../store.ts';
import type { Link } from '../link.ts';
import { plain } from '../prepare.ts';
import type { Stop } from '../stop.ts';
import { fitsBinary } from './binaryRows.ts';

/** The types of these columns of a table when all of them can be copied in the binary format, else null. */
export async function copiedTypes(
  link: Link,
  table: string,
  columns: readonly string[],
  stamps: RowStamps,
  stop: Stop,
): Promise<Result<readonly number[] | null>> {
  const answer = await link.run(
    plain(
      `select attname, atttypid from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [table],
    ),
    { stop },
  );
  if (!answer.ok) return answer;
  const byName = new Map(answer.value.rows.map(([name, type]) => [String(name), Number(type)]));
  const types = columns.map((name) => byName.get(name) ?? 0);
  return ok(fitsBinary(types, stamps) ? types : null);
}
