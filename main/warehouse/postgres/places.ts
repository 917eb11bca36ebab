import { LAYERS } from '../../../shared/domain/layer.ts';
import { layerOf, nameOf, RelationName } from '../../../shared/domain/relation.ts';
import { type PostgresConnection, quoteName, quoteText, schemaOf } from './connection.ts';

/** Where relations lie in one database. */
export interface Places {
  readonly prefix: string;
  readonly schemas: readonly string[];
  /** `"raw"."orders"` */
  quote(relation: RelationName): string;
  /** Null for a schema that is no layer, or a name that no relation can have. */
  relation(schema: string, name: string): RelationName | null;
  /** The store's tables are called `"_leadline"."loads"` by all above; with a prefix they lie elsewhere. */
  ownNames(sql: string): string;
  /** The table that keeps what Postgres can't say about a column, as SQL. */
  readonly columns: string;
  /** The schema of that table, for the catalog's own functions. */
  readonly internal: string;
}

export function createPlaces(connection: PostgresConnection): Places {
  const prefix = connection.schemaPrefix ?? '';
  const internal = schemaOf(connection, '_leadline');
  return {
    prefix,
    internal,
    columns: `${quoteName(internal)}."columns"`,
    ownNames: (sql) => (prefix === '' ? sql : sql.replaceAll('"_leadline".', `${quoteName(internal)}.`)),
    schemas: LAYERS.map((layer) => schemaOf(connection, layer)),
    quote: (relation) => `${quoteName(prefix + layerOf(relation))}.${quoteName(nameOf(relation))}`,
    relation(schema, name) {
      if (!schema.startsWith(prefix)) return null;
      const parsed = RelationName.safeParse(`${schema.slice(prefix.length)}.${name}`);
      return parsed.success ? parsed.data : null;
    },
  };
}

export const textList = (texts: readonly string[]): string => `(${texts.map(quoteText).join(', ')})`;
