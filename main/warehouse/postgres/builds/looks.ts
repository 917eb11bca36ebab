import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuiltKind, FoundRelation } from '../../builds.ts';
import { textList } from '../places.ts';
import { textAt } from '../replacing/at.ts';
import type { BuildPlaces } from './places.ts';

const RELATIONS = `select n.nspname, c.relname,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f')`;

type Looks = Pick<BuildLine, 'relations' | 'relation' | 'columns' | 'schemas'>;

/** What is there, asked over the line itself, so that it sees its own work. */
export function createLooks(run: BuildLine['run'], places: BuildPlaces, database: string): Looks {
  async function list(where: string): Promise<Result<FoundRelation[]>> {
    const found = await run(`${RELATIONS} and ${where} order by 1, 2`, { limit: Number.MAX_SAFE_INTEGER });
    if (!found.ok) return found;
    return ok(
      found.value.rows.map(([schema, name, kind]) => ({
        place: {
          database,
          schema: places.named(String(schema)) ?? String(schema),
          identifier: String(name),
        },
        kind: kind as BuiltKind,
      })),
    );
  }

  return {
    relations: async (schemas) =>
      schemas.length === 0 ? ok([]) : list(`n.nspname in ${textList(schemas.map(places.schema))}`),
    async relation(place) {
      const all = await list(`(n.nspname, c.relname) = ${textAt(places.at(place))}`);
      return all.ok ? ok(all.value[0] ?? null) : all;
    },
    async columns(place) {
      const described = await run(
        `select a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull
          from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
            and (n.nspname, c.relname) = ${textAt(places.at(place))} order by a.attnum`,
      );
      if (!described.ok) return described;
      return ok(
        described.value.rows.map(([name, type, nullable]) => ({
          name: String(name),
          dataType: String(type),
          nullable: nullable === true,
        })),
      );
    },
    async schemas() {
      const all = await run(
        `select nspname from pg_namespace where nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
          and nspname !~ '^pg_(toast_)?temp_' order by 1`,
      );
      return all.ok ? ok(all.value.rows.flatMap(([name]) => places.named(String(name)) ?? [])) : all;
    },
  };
}
