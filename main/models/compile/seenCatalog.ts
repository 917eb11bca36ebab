import type { BuildPlace } from '../../warehouse/builds.ts';
import { injectCtes } from './injectCtes.ts';
import { samePlace } from './relations.ts';
import type { Surroundings } from './rendering.ts';

export interface Moved {
  readonly target: BuildPlace;
  readonly candidate: BuildPlace;
}

/** Targets that this build has a candidate of. */
export function movedPlaces({ project, current }: Surroundings): Moved[] {
  const moved: Moved[] = [];
  for (const node of project.nodes.values()) {
    const target = 'relation' in node && node.resourceType !== 'source' ? node.relation : null;
    if (target === null) continue;
    const candidate = current(target);
    if (!samePlace(candidate, target)) moved.push({ target, candidate });
  }
  return moved;
}

const NAMED =
  /(?:(?:"[^"]+"|[a-z_][\w$]*)\s*\.\s*)?"?information_schema"?\s*\.\s*(?:"(tables|columns)"|(tables|columns)\b)/gi;
const QUERY = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:select|with|\()/i;

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  tables: ['table_type', 'is_insertable_into', 'is_typed', 'commit_action'],
  columns: [
    ...['column_name', 'ordinal_position', 'column_default', 'is_nullable', 'data_type'],
    ...['character_maximum_length', 'character_octet_length', 'numeric_precision', 'numeric_precision_radix'],
    ...['numeric_scale', 'datetime_precision', 'udt_catalog', 'udt_schema', 'udt_name', 'is_identity'],
  ],
};

/**
 * Packages find relations by asking the database's own catalog, which knows a candidate by where it lies. Such a question
 * gets a catalog in front of it in which candidates stand for their targets.
 */
export function seenCatalog(sql: string, surroundings: Surroundings): string {
  if (surroundings.builds.engine !== 'postgres' || !/information_schema/i.test(sql) || !QUERY.test(sql))
    return sql;
  const moved = movedPlaces(surroundings);
  if (moved.length === 0) return sql;
  const used = new Set<string>();
  const asked = sql.replace(NAMED, (_, quoted: string | undefined, bare: string | undefined) => {
    const view = (quoted ?? bare ?? '').toLowerCase();
    used.add(view);
    return `leadline_seen_${view}`;
  });
  if (used.size === 0) return sql;
  const rows = moved.map(
    ({ target, candidate }) =>
      `(${[target.schema, target.identifier, candidate.schema, candidate.identifier].map(literal).join(', ')})`,
  );
  return injectCtes(asked, [
    {
      name: 'leadline_moved(target_schema, target_name, candidate_schema, candidate_name)',
      sql: `values ${rows.join(', ')}`,
    },
    ...[...used].map((view) => ({ name: `leadline_seen_${view}`, sql: seenView(view) })),
  ]);
}

function seenView(view: string): string {
  const rest = (COLUMNS[view] ?? []).map((name) => `it.${name}`).join(', ');
  return `select it.table_catalog, coalesce(moved.target_schema, it.table_schema::text) as table_schema,
  coalesce(moved.target_name, it.table_name::text) as table_name, ${rest}
from information_schema.${view} as it
left join leadline_moved as moved
  on it.table_schema = moved.candidate_schema and it.table_name = moved.candidate_name
where not exists (
  select 1 from leadline_moved as other
  where it.table_schema = other.target_schema and it.table_name = other.target_name
)`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
