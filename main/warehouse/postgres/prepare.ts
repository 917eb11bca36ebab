import type { Value } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { OID } from './columnTypes.ts';
import { numberPlaceholders } from './placeholders.ts';
import { whyNotStorable } from './storable.ts';

/** A statement ready for the wire. */
export interface Prepared {
  readonly sql: string;
  readonly values: readonly (string | Buffer | null)[];
  readonly types: readonly number[];
  /** As it was given: what a person knows, and what places in a message count in. */
  readonly given: string;
  at(place: number): number;
}

/** For statements of our own, which hold no `?`. */
export function plain(sql: string, values: readonly string[] = []): Prepared {
  return { sql, values, types: [], given: sql, at: (place) => place };
}

export function prepare(sql: string, params: readonly Value[] = []): Result<Prepared> {
  if (sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|[\s;]+/g, '') === '')
    return fail('SQL_FAILED', { message: 'The statement is empty.', next: 'Write a statement.' });
  if (params.length === 0) return ok(plain(sql));
  const numbered = numberPlaceholders(sql);
  if (numbered.count !== params.length)
    return fail('SQL_FAILED', {
      message: `The statement has ${numbered.count} placeholders (?), and ${params.length} values were given for them.`,
      next: 'Give one value for each ?. Write ?? for the operator ?.',
    });
  for (const [at, value] of params.entries()) {
    const why = whyNotStorable(value);
    if (why !== null)
      return fail('BAD_INPUT', {
        message: `Value ${at + 1} of the statement holds ${why}.`,
        next: 'Correct that value.',
      });
  }
  return ok({
    sql: numbered.sql,
    given: sql,
    at: numbered.at,
    values: params.map(encodeParameter),
    types: params.map(parameterType),
  });
}

function encodeParameter(value: Value): string | Buffer | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return String(value);
}

/**
 * 0 lets the server infer it from the place, as it must for days, instants and json, which come as text. It also must for
 * whole numbers: declared as double, `_load = ?` would be compared as doubles, past every index.
 */
function parameterType(value: Value): number {
  if (typeof value === 'bigint') return OID.int8;
  if (typeof value === 'boolean') return OID.bool;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 0 : OID.float8;
  return value instanceof Uint8Array ? OID.bytea : 0;
}
