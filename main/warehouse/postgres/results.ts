import type { ColumnType, Value } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Rows } from '../store.ts';
import { OID } from './columnTypes.ts';
import type { Answer } from './statement.ts';

/** Only `numeric` is not decided by its type alone; everything else was decoded as it came. */
export function rowsOf(answer: Answer, types: readonly ColumnType[]): Result<Rows> {
  const decided = [...types];
  for (const [at, field] of answer.fields.entries()) {
    if (field.dataTypeID !== OID.numeric) continue;
    const type = numericType(answer, at, types[at]);
    decided[at] = type;
    const barred = convert(answer.rows, at, type);
    if (barred !== undefined)
      return fail('SQL_FAILED', {
        message: `The column ${field.name} holds ${barred}, which is no amount.`,
        next: 'Leave such rows out, or cast the column to double precision.',
      });
  }
  return ok({
    columns: answer.fields.map(({ name }, at) => ({ name, type: decided[at] ?? { kind: 'text' } })),
    rows: answer.rows,
  });
}

/**
 * `sum(bigint)` is numeric on Postgres and always whole, `avg` always has a point: so a column written without one is
 * integers, as it is on SQLite, as long as it fits.
 */
function numericType({ rows }: Answer, at: number, declared: ColumnType | undefined): ColumnType {
  if (declared?.kind === 'decimal') return declared;
  const whole = rows.length > 0 && rows.every((row) => row[at] === null || fits(String(row[at])));
  return { kind: whole ? 'integer' : 'number' };
}

function fits(text: string): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

/** Returns what could not be converted. */
function convert(rows: Value[][], at: number, type: ColumnType): string | undefined {
  for (const row of rows) {
    const text = row[at];
    if (typeof text !== 'string') continue;
    if (type.kind === 'number') row[at] = Number(text);
    else if (/^-?\d+(\.\d+)?$/.test(text)) row[at] = BigInt(text.replace('.', ''));
    else return text;
  }
  return undefined;
}
