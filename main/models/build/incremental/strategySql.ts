import type { Engine } from '../../../warehouse/store.ts';
import { quoted } from '../../sql/quoted.ts';
import type { BuiltInStrategy } from './settings.ts';
import { keyText, type UniqueKey } from './uniqueKey.ts';

/** New rows in a relation of their own, and how they change a table. */
export interface RowChange {
  readonly engine: Engine;
  readonly strategy: BuiltInStrategy;
  /** As SQL writes it. */
  readonly delta: string;
  readonly key: UniqueKey | null;
  readonly predicates: readonly string[];
  /** Columns that new rows bring, in order. */
  readonly columns: readonly string[];
  /** `merge`: what a match sets, as an assignment's left side writes it. */
  readonly updates: readonly string[];
  /** Postgres: the key's columns, when looking up row by row what is replaced beats reading the whole table. */
  readonly lookedUp?: readonly string[] | null;
  /** SQLite: the key's columns, where the table's one unique index is of them and new rows bring every column of the table. */
  readonly replaced?: readonly string[] | null;
}

/** The statements that change `target`, written as SQL writes it. What dbt's Postgres adapter would run, or means the same. */
export function changeStatements(change: RowChange, target: string): string[] {
  switch (change.strategy) {
    case 'append':
      return [insertAll(change, target)];
    case 'delete+insert':
      if (change.key === null) return [insertAll(change, target)];
      return change.replaced
        ? [insertOver(change, change.replaced, target)]
        : [deleteReplaced(change, change.key, target), insertAll(change, target)];
    case 'merge':
      return change.engine === 'postgres' ? [merge(change, target)] : mergeInParts(change, target);
  }
}

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

function insertAll(change: RowChange, target: string): string {
  const names = list(change.columns);
  return `insert into ${target} (${names})\nselect ${names} from ${change.delta}`;
}

/**
 * What deleting and inserting means, but a replaced row is written where it lies and stays in every index whose columns it
 * doesn't change. In the order of the key, so that each page of its index is fetched once.
 */
function insertOver(change: RowChange, key: readonly string[], target: string): string {
  const others = change.columns.filter((name) => !key.includes(name)).map(quoted);
  const sets = others.map((name) => `${name} = excluded.${name}`).join(', ');
  return `${insertAll(change, target)}
where true
order by ${list(key)}
on conflict do ${sets === '' ? 'nothing' : `update set ${sets}`}`;
}

/** A key with a null in it is in no list, so it replaces nothing: as in dbt. */
function deleteReplaced(change: RowChange, key: UniqueKey, target: string): string {
  const lookedUp = change.lookedUp ?? null;
  if (lookedUp !== null) return deleteLookedUp(change.delta, lookedUp, target);
  const text = keyText(key);
  const also = change.predicates.map((one) => `\n  and ${one}`).join('');
  return `delete from ${target} as DBT_INTERNAL_DEST
where (${text}) in (select ${text} from ${change.delta} as DBT_INTERNAL_SOURCE)${also}`;
}

/**
 * Postgres reads all of a large table rather than look a hundredth of it up by an index, and is several times slower for it.
 * `offset 0` keeps it from turning the lookup into that join.
 */
function deleteLookedUp(delta: string, key: readonly string[], target: string): string {
  return `delete from ${target}
where ctid = any (array(
  select replaced.row_at from ${delta} as d
  cross join lateral (select t.ctid as row_at from ${target} as t where ${sameKey(key, 't', 'd')} offset 0) as replaced
))`;
}

export function sameKey(key: readonly string[], left: string, right: string): string {
  return key.map((name) => `${left}.${quoted(name)} = ${right}.${quoted(name)}`).join(' and ');
}

/** What tells that a row of the delta means a row of the target. */
export function mergeCondition(change: RowChange): string {
  const matches =
    change.key === null
      ? ['FALSE']
      : change.key.parts.map((part) => `DBT_INTERNAL_SOURCE.${part} = DBT_INTERNAL_DEST.${part}`);
  return [...change.predicates, ...matches].map((one) => `(${one})`).join(' and ');
}

function merge(change: RowChange, target: string): string {
  const sets = change.updates.map((name) => `${name} = DBT_INTERNAL_SOURCE.${name}`).join(', ');
  const matched = change.key === null || sets === '' ? '' : `when matched then update set ${sets}\n`;
  const names = list(change.columns);
  const values = change.columns.map((name) => `DBT_INTERNAL_SOURCE.${quoted(name)}`).join(', ');
  return `merge into ${target} as DBT_INTERNAL_DEST
using ${change.delta} as DBT_INTERNAL_SOURCE
on ${mergeCondition(change)}
${matched}when not matched then insert (${names}) values (${values})`;
}

/**
 * SQLite has no MERGE. What matches is told before anything changes, as MERGE tells it: a row inserted by it is no match for
 * the next one.
 */
function mergeInParts(change: RowChange, target: string): string[] {
  const names = list(change.columns);
  if (change.key === null) return [insertAll(change, target)];
  const condition = mergeCondition(change);
  const sets = change.updates.map((name) => `${name} = DBT_INTERNAL_SOURCE.${name}`).join(', ');
  const fresh = `create temporary table "~unmatched" as
select ${names} from ${change.delta} as DBT_INTERNAL_SOURCE
where not exists (select 1 from ${target} as DBT_INTERNAL_DEST where ${condition})`;
  const update = `update ${target} as DBT_INTERNAL_DEST set ${sets}
from ${change.delta} as DBT_INTERNAL_SOURCE
where ${condition}`;
  return [
    'drop table if exists temp."~unmatched"',
    fresh,
    ...(sets === '' ? [] : [update]),
    `insert into ${target} (${names}) select ${names} from temp."~unmatched"`,
    'drop table temp."~unmatched"',
  ];
}

/** A key that two rows of the delta have, if any. */
export function doubledKey(delta: string, key: readonly string[]): string {
  const names = key.map(quoted).join(', ');
  return `select 1 from ${delta} group by ${names} having count(*) > 1 limit 1`;
}

/** Finds a row of the target that two rows of the delta mean: a MERGE can't tell which of them it should become. */
export function ambiguousMatch(delta: string, target: string, key: readonly string[]): string {
  const names = key.map(quoted).join(', ');
  return `select ${key.map((name) => `twice.${quoted(name)}`).join(', ')}
from (select ${names} from ${delta} group by ${names} having count(*) > 1) as twice
where exists (select 1 from ${target} as t where ${sameKey(key, 'twice', 't')}) limit 1`;
}
