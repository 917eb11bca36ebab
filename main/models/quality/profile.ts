import type { Column } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { ReadOptions, Store } from '../../warehouse/store.ts';
import { quoted } from '../sql/quoted.ts';

export interface ColumnProfile {
  readonly name: string;
  readonly type: Column['type']['kind'];
  readonly nulls: number;
  readonly distinct: number;
  /** As text; null where all is null or the type has no order worth telling. */
  readonly least: string | null;
  readonly greatest: string | null;
  readonly empty: number;
  /** All of them, where there are at most `FEW`, with how often. */
  readonly values: readonly { readonly value: string; readonly rows: number }[] | null;
}

export interface Profile {
  readonly relation: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

/** A column with at most so many values is a list of them. */
export const FEW = 20;
const TIMEOUT_MS = 600_000;

/** Counts a relation through, a column at a time, so that it can be stopped and others read meanwhile. */
export async function profileRelation(
  store: Store,
  relation: RelationName,
  columns: readonly Column[],
  options: ReadOptions & { readonly onColumn?: (done: number) => void } = {},
): Promise<Result<Profile>> {
  const read: ReadOptions = { priority: 'background', timeoutMs: TIMEOUT_MS, ...options };
  const table = store.quote(relation);
  const counted = await store.query(`select count(*) as n from ${table}`, [], read);
  if (!counted.ok) return counted;
  const rows = Number(counted.value.rows[0]?.[0] ?? 0);
  const profiles: ColumnProfile[] = [];
  for (const column of columns) {
    const profile = await profileColumn(store, table, column, read);
    if (!profile.ok) return profile;
    profiles.push(profile.value);
    options.onColumn?.(profiles.length);
  }
  return ok({ relation, rows, columns: profiles });
}

async function profileColumn(
  store: Store,
  table: string,
  { name, type }: Column,
  read: ReadOptions,
): Promise<Result<ColumnProfile>> {
  const column = quoted(name);
  const { kind } = type;
  const comparable = kind !== 'json' && kind !== 'bytes';
  const ordered = comparable && kind !== 'boolean';
  const text = kind === 'text';
  const asked = await store.query(
    `select count(*) - count(${column}) as nulls,
      ${comparable ? `count(distinct ${column})` : '0'} as different,
      ${ordered ? `cast(min(${column}) as text)` : 'null'} as least,
      ${ordered ? `cast(max(${column}) as text)` : 'null'} as greatest,
      ${text ? `count(case when trim(${column}) = '' then 1 end)` : '0'} as empty
    from ${table}`,
    [],
    read,
  );
  if (!asked.ok) return asked;
  const [nulls, distinct, least, greatest, empty] = asked.value.rows[0] ?? [];
  const few = comparable && Number(distinct) <= FEW && Number(distinct) > 0;
  const values = few ? await valuesOf(store, table, column, read) : ok(null);
  if (!values.ok) return values;
  return ok({
    name,
    type: kind,
    nulls: Number(nulls ?? 0),
    distinct: Number(distinct ?? 0),
    least: least === null || least === undefined ? null : String(least),
    greatest: greatest === null || greatest === undefined ? null : String(greatest),
    empty: Number(empty ?? 0),
    values: values.value,
  });
}

async function valuesOf(
  store: Store,
  table: string,
  column: string,
  read: ReadOptions,
): Promise<Result<ColumnProfile['values']>> {
  const asked = await store.query(
    `select ${column}, count(*) from ${table} where ${column} is not null group by 1 order by 2 desc, 1`,
    [],
    read,
  );
  if (!asked.ok) return asked;
  return ok(asked.value.rows.map(([value, rows]) => ({ value: String(value), rows: Number(rows) })));
}

/** A profile on record: a line a metric, so that anything can chart it. */
export function recordProfile(
  store: Store,
  profile: Profile,
  { build, at }: { readonly build: string; readonly at: string },
): Promise<Result<void>> {
  const table = internalTable(store, 'profiles');
  const lines: [string, string, string | null][] = [['', 'rows', String(profile.rows)]];
  for (const { name, nulls, distinct, least, greatest, empty } of profile.columns)
    lines.push(
      [name, 'nulls', String(nulls)],
      [name, 'distinct', String(distinct)],
      [name, 'empty', String(empty)],
      [name, 'least', least],
      [name, 'greatest', greatest],
    );
  return store.write(async (session) => {
    const gone = await session.execute(`delete from ${table} where "build" = ? and "relation" = ?`, [
      build,
      profile.relation,
    ]);
    if (!gone.ok) return gone;
    for (const [column, metric, value] of lines) {
      const done = await session.execute(
        `insert into ${table} ("at", "build", "relation", "column", "metric", "value") values (?, ?, ?, ?, ?, ?)`,
        [at, build, profile.relation, column, metric, value],
      );
      if (!done.ok) return done;
    }
    return ok(undefined);
  });
}
