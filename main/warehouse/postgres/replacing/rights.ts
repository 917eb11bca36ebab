import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { quoteName } from '../connection.ts';
import { type Grant, grantSql, grantsJson } from '../dependents.ts';
import { plain } from '../prepare.ts';
import type { Transaction } from '../transaction.ts';
import { type At, type Known, quoteAt } from './at.ts';

/** Who may do what with a relation that goes; who follows it owes them the same. */
export interface Rights {
  readonly grants: readonly Grant[];
  readonly columns: readonly { readonly name: string; readonly grants: readonly Grant[] }[];
  /** Null where it is us. Where we may not give it away, its owner keeps every right to it at least. */
  readonly owner: { readonly name: string; readonly givable: boolean } | null;
}

/** By the numbers of the relations. */
export async function rightsOf(
  transaction: Transaction,
  relations: readonly number[],
): Promise<Result<ReadonlyMap<number, Rights>>> {
  if (relations.length === 0) return ok(new Map());
  const answer = await transaction.run(
    plain(`select c.oid, json_build_object('grants', ${grantsJson('c.relacl', 'c.relowner')},
        'columns', coalesce((select json_agg(json_build_object('name', a.attname,
            'grants', ${grantsJson('a.attacl', 'c.relowner')}))
          from pg_attribute a where a.attrelid = c.oid and a.attacl is not null and not a.attisdropped), '[]'),
        'owner', case when c.relowner <> current_user::regrole then json_build_object(
          'name', pg_get_userbyid(c.relowner),
          'givable', (select rolsuper from pg_roles where rolname = current_user)
            or (pg_has_role(c.relowner, 'member') and has_schema_privilege(c.relowner, c.relnamespace, 'create'))) end)::text
      from pg_class c where c.oid in (${relations.join(', ')})`),
  );
  if (!answer.ok) return answer;
  return ok(
    new Map(answer.value.rows.map(([oid, json]) => [Number(oid), JSON.parse(String(json)) as Rights])),
  );
}

/** For what is at a place now. A column that is gone needs no grant. */
export async function giveRights(
  transaction: Transaction,
  target: At,
  { grants, columns, owner }: Rights,
): Promise<Result<void>> {
  if (grants.length + columns.length === 0 && owner === null) return ok(undefined);
  const quoted = quoteAt(target);
  const found = await transaction.run(
    plain(
      `select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
        (select json_agg(a.attname) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)::text
      from pg_class c where c.oid = $1::regclass`,
      [quoted],
    ),
  );
  if (!found.ok) return found;
  const [kind, names] = found.value.rows[0] ?? [];
  const there = new Set(JSON.parse(String(names ?? '[]')) as string[]);
  const sql = [
    ...grants.map((grant) => grantSql(grant, quoted)),
    ...columns
      .filter(({ name }) => there.has(name))
      .flatMap(({ name, grants: own }) => own.map((grant) => grantSql(grant, quoted, name))),
    ...(owner === null ? [] : [keptBy(owner, kind as Known['kind'], quoted)]),
  ];
  return sql.length === 0 ? ok(undefined) : transaction.script(sql.join(';\n'));
}

function keptBy(
  { name, givable }: NonNullable<Rights['owner']>,
  kind: Known['kind'],
  quoted: string,
): string {
  return givable
    ? `alter ${kind} ${quoted} owner to ${quoteName(name)}`
    : `grant all on ${quoted} to ${quoteName(name)}`;
}
