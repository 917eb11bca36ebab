import { ok, type Result } from '../../../shared/errors/failure.ts';
import { quoteName, quoteText } from './connection.ts';
import { plain } from './prepare.ts';
import type { Transaction } from './transaction.ts';

/** A view that reads a relation about to be replaced, and all that must be said to make it again. */
export interface Dependent {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly quoted: string;
  readonly kind: 'view' | 'materialized view';
  /** The relations it reads itself. */
  readonly reads: readonly number[];
  readonly create: readonly string[];
}

interface Raw {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly definition: string;
  readonly options: string[] | null;
  readonly populated: boolean;
  readonly owner: string;
  readonly mine: boolean;
  readonly comment: string | null;
  readonly columns: { name: string; comment: string | null; grants: Grant[] }[];
  readonly grants: Grant[];
  readonly indexes: string[];
  readonly reads: number[];
}

export interface Grant {
  readonly to: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

/** What `acl` grants beyond its owner, as JSON; null grantees are everyone. */
export const grantsJson = (acl: string, owner: string): string =>
  `coalesce((select json_agg(json_build_object('to', coalesce(quote_ident(r.rolname), 'public'),
      'privilege', g.privilege_type, 'grantable', g.is_grantable))
    from aclexplode(${acl}) g left join pg_roles r on r.oid = g.grantee where g.grantee <> ${owner}), '[]')`;

export function grantSql({ to, privilege, grantable }: Grant, table: string, column?: string): string {
  const what = column === undefined ? privilege : `${privilege} (${quoteName(column)})`;
  return `grant ${what} on ${table} to ${to}${grantable ? ' with grant option' : ''}`;
}

/** Every view, in whatever schema, that reads one of these relations, directly or through other views. */
export async function dependentsOf(
  transaction: Transaction,
  relations: readonly number[],
): Promise<Result<Dependent[]>> {
  if (relations.length === 0) return ok([]);
  // With an empty search path Postgres writes every name in a definition with its schema.
  const bare = await transaction.script(`set local search_path = ''`);
  if (!bare.ok) return bare;
  const answer = await transaction.run(plain(closureSql(relations)));
  const back = await transaction.script('set local search_path = public');
  if (!answer.ok) return answer;
  if (!back.ok) return back;
  return ok(answer.value.rows.map(([json]) => described(JSON.parse(String(json)) as Raw)));
}

function closureSql(relations: readonly number[]): string {
  const reading = `pg_depend d join pg_rewrite w on w.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    and d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class`;
  return `with recursive closure (oid) as (
      select w.ev_class from ${reading} where d.refobjid in (${relations.join(', ')})
      union select w.ev_class from closure join ${reading} on d.refobjid = closure.oid)
    select json_build_object('oid', c.oid::int8, 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
      'definition', pg_get_viewdef(c.oid), 'options', c.reloptions, 'populated', c.relispopulated,
      'owner', pg_get_userbyid(c.relowner), 'mine', c.relowner = current_user::regrole,
      'comment', obj_description(c.oid, 'pg_class'),
      'columns', (select json_agg(json_build_object('name', a.attname, 'comment', col_description(c.oid, a.attnum),
          'grants', ${grantsJson('a.attacl', 'c.relowner')}) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0),
      'grants', ${grantsJson('c.relacl', 'c.relowner')},
      'indexes', coalesce((select json_agg(pg_get_indexdef(i.indexrelid)) from pg_index i where i.indrelid = c.oid), '[]'),
      'reads', (select json_agg(distinct d.refobjid::int8) from ${reading} where w.ev_class = c.oid))::text
    from closure join pg_class c on c.oid = closure.oid join pg_namespace n on n.oid = c.relnamespace`;
}

function described(raw: Raw): Dependent {
  const quoted = `${quoteName(raw.schema)}.${quoteName(raw.name)}`;
  const kind = raw.kind === 'm' ? 'materialized view' : 'view';
  const options = raw.options === null ? '' : ` with (${raw.options.join(', ')})`;
  const data = kind === 'view' ? '' : raw.populated ? ' with data' : ' with no data';
  return {
    oid: raw.oid,
    schema: raw.schema,
    name: raw.name,
    quoted,
    kind,
    reads: raw.reads,
    create: [
      `create ${kind} ${quoted}${options} as\n${raw.definition.replace(/;\s*$/, '')}${data}`,
      ...raw.indexes,
      ...(raw.comment === null ? [] : [`comment on ${kind} ${quoted} is ${quoteText(raw.comment)}`]),
      ...raw.columns.flatMap(({ name, comment, grants }) => [
        ...(comment === null
          ? []
          : [`comment on column ${quoted}.${quoteName(name)} is ${quoteText(comment)}`]),
        ...grants.map((grant) => grantSql(grant, quoted, name)),
      ]),
      ...raw.grants.map((grant) => grantSql(grant, quoted)),
      ...(raw.mine ? [] : [`alter ${kind} ${quoted} owner to ${quoteName(raw.owner)}`]),
    ],
  };
}
