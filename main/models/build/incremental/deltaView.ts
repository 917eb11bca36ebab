import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted } from '../../sql/quoted.ts';
import { sameKey } from './strategySql.ts';
import { keyText, type UniqueKey } from './uniqueKey.ts';

/** A table readers see and the rows that will change it, both where they lie. */
export interface Delta {
  readonly engine: Engine;
  /** As SQL writes them. */
  readonly live: string;
  readonly delta: string;
  readonly columns: readonly FoundColumn[];
  /** Names of the columns the delta has. */
  readonly brought: ReadonlySet<string>;
  /** Null: nothing is replaced. */
  readonly key: UniqueKey | null;
  /** The key's columns where it is columns alone: the engine then joins instead of looking through a list. */
  readonly keyColumns: readonly string[] | null;
}

/** What the table will be: its rows without those replaced, and the new ones. Types are the table's. */
export function viewOfDelta(delta: Delta): string {
  const old = delta.columns.map((column) => `t.${quoted(column.name)}`).join(', ');
  const fresh = delta.columns.map((column) => broughtColumn(delta, column)).join(', ');
  return `select ${old}
from ${delta.live} as t${kept(delta)}
union all
select ${fresh}
from ${delta.delta} as d`;
}

function broughtColumn(delta: Delta, column: FoundColumn): string {
  const name = quoted(column.name);
  if (delta.brought.has(column.name)) return `d.${name}`;
  return delta.engine === 'postgres' ? `cast(null as ${column.dataType}) as ${name}` : `null as ${name}`;
}

function kept(delta: Delta): string {
  const { key, keyColumns } = delta;
  if (key === null) return '';
  if (keyColumns === null) {
    const text = keyText(key);
    return `\nwhere ((${text}) in (select ${text} from ${delta.delta})) is not true`;
  }
  return `\nwhere not exists (select 1 from ${delta.delta} as d where ${sameKey(keyColumns, 'd', 't')})`;
}

/**
 * The rows that a MERGE would leave of those it touches, whole: then deleting by the key and inserting them means the same,
 * and the table is never written for what checks may still refuse.
 */
export function mergedRows(
  delta: Omit<Delta, 'key'> & { readonly keyColumns: readonly string[]; readonly lookedUp: boolean },
  updated: ReadonlySet<string>,
): string {
  const values = delta.columns.map((column) => {
    const name = quoted(column.name);
    if (!delta.brought.has(column.name)) return `t.${name} as ${name}`;
    if (updated.has(column.name)) return `d.${name} as ${name}`;
    return `case when t."~known" is null then d.${name} else t.${name} end as ${name}`;
  });
  const same = sameKey(delta.keyColumns, delta.lookedUp ? 'known' : 't', 'd');
  const known = `select known.*, 1 as "~known" from ${delta.live} as known`;
  const joined = delta.lookedUp
    ? `lateral (${known} where ${same} offset 0) as t on true`
    : `(${known}) as t on ${same}`;
  return `select ${values.join(', ')}
from ${delta.delta} as d
left join ${joined}`;
}
