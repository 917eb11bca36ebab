import { LAYERS } from '../../../../shared/domain/layer.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { CANDIDATES } from '../../builds/candidates.ts';
import type { BuildPlace } from '../../builds.ts';
import { type PostgresConnection, quoteName } from '../connection.ts';
import type { At } from '../replacing/at.ts';

/**
 * Where the places of builds lie. Several workspaces may share a database by a prefix before the names of their layers;
 * candidates are as much a workspace's own as its layers, and take it too. A schema that a project names itself is
 * somebody's promise to somebody else, and keeps its name.
 */
export interface BuildPlaces {
  readonly candidates: string;
  written(place: BuildPlace): string;
  at(place: BuildPlace): At;
  schema(name: string): string;
  /** As projects name it; null for a layer of another workspace in the same database. */
  named(schema: string): string | null;
}

export function createBuildPlaces(connection: PostgresConnection): BuildPlaces {
  const prefix = connection.schemaPrefix ?? '';
  const own = new Set<string>([...LAYERS, CANDIDATES]);
  const schema = (name: string) => (own.has(name) ? prefix + name : name);
  return {
    candidates: schema(CANDIDATES),
    schema,
    written: ({ database, schema: named, identifier }) =>
      [database, schema(named), identifier]
        .filter((part) => part !== '')
        .map(quoteName)
        .join('.'),
    at({ schema: named, identifier }) {
      const relation = RelationName.safeParse(`${named}.${identifier}`);
      return {
        schema: schema(named),
        name: identifier,
        relation: relation.success ? relation.data : null,
      };
    },
    named(physical) {
      if (prefix === '') return physical;
      const bare = physical.startsWith(prefix) ? physical.slice(prefix.length) : '';
      if (own.has(bare)) return bare;
      return own.has(physical) ? null : physical;
    },
  };
}
