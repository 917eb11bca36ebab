import { layerOf, nameOf, type RelationName } from '../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { quoteName, quoteText } from '../connection.ts';
import type { Places } from '../places.ts';
import { plain } from '../prepare.ts';
import type { Transaction } from '../transaction.ts';

/** Where a relation lies in the database. */
export interface At {
  readonly schema: string;
  readonly name: string;
  /** What the store calls it, where it is one of a layer. */
  readonly relation: RelationName | null;
}

export interface Known {
  readonly oid: number;
  readonly kind: 'table' | 'view' | 'materialized view';
}

export function relationAt(places: Places, relation: RelationName): At {
  return { schema: places.prefix + layerOf(relation), name: nameOf(relation), relation };
}

export const quoteAt = ({ schema, name }: At): string => `${quoteName(schema)}.${quoteName(name)}`;

/** As a row to compare names with. */
export const textAt = ({ schema, name }: At): string => `(${quoteText(schema)}, ${quoteText(name)})`;

/** By their quoted names; what isn't there is left out. */
export async function knownAt(
  transaction: Transaction,
  all: readonly At[],
): Promise<Result<ReadonlyMap<string, Known>>> {
  if (all.length === 0) return ok(new Map());
  const answer = await transaction.run(
    plain(`select c.oid, n.nspname, c.relname,
        case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and (n.nspname, c.relname) in (${all.map(textAt).join(', ')})`),
  );
  if (!answer.ok) return answer;
  return ok(
    new Map(
      answer.value.rows.map(([oid, schema, name, kind]) => [
        quoteAt({ schema: String(schema), name: String(name), relation: null }),
        { oid: Number(oid), kind: kind as Known['kind'] },
      ]),
    ),
  );
}
