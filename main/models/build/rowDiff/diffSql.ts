import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted } from '../../sql/quoted.ts';

/** Two sets of rows, each written so that it can stand after `from`, and the columns both have. */
export interface Compared {
  readonly engine: Engine;
  readonly left: string;
  readonly right: string;
  readonly columns: readonly { readonly name: string; readonly as: ComparedAs }[];
  /** What tells rows apart; empty: nothing but the whole row does. */
  readonly key: readonly string[];
}

/** A float is compared to 12 digits: sums of the same numbers in another order differ behind them. */
export type ComparedAs = 'itself' | 'text' | 'float';

export function comparedAs(engine: Engine, left: FoundColumn, right: FoundColumn): ComparedAs {
  const types = [left.dataType, right.dataType].map((type) => type.toLowerCase());
  // A declared type of SQLite promises little: what is no text and no whole number by name may hold a float.
  if (engine === 'sqlite')
    return types.every((type) => /int|text|char|clob|blob/.test(type)) ? 'itself' : 'float';
  if (types.some((type) => /^(real|double|float)/.test(type))) return 'float';
  // Of these Postgres can't tell whether two are equal.
  const unequalable = types.some((type) =>
    /^(json|xml|point|box|polygon|circle|lseg|path|line)\b/.test(type),
  );
  return unequalable || bare(types[0] ?? '') !== bare(types[1] ?? '') ? 'text' : 'itself';
}

function bare(type: string): string {
  return type.replace(/\([^)]*\)/, '');
}

function written({ engine }: Compared, { name, as }: Compared['columns'][number]): string {
  const column = quoted(name);
  if (as === 'itself') return column;
  if (as === 'text') return `cast(${column} as text) as ${column}`;
  const digits =
    engine === 'postgres'
      ? `to_char(cast(${column} as double precision), '9.99999999999EEEE')`
      : `case when typeof(${column}) = 'real' then printf('%.12g', ${column}) else ${column} end`;
  return `${digits} as ${column}`;
}

/** Rows of which one side has more than the other, each once, with how many more the left has in `~more`. */
function unequal(compared: Compared): string {
  const names = compared.columns.map(({ name }) => quoted(name)).join(', ');
  const columns = compared.columns.map((column) => written(compared, column)).join(', ');
  return `select ${names}, sum("~side") as "~more" from (
  select ${columns}, 1 as "~side" from ${compared.left}
  union all
  select ${columns}, -1 as "~side" from ${compared.right}
) as both_sides group by ${names} having sum("~side") <> 0`;
}

function keyOf(compared: Compared): string {
  const key = compared.key.length > 0 ? compared.key : compared.columns.map(({ name }) => name);
  return key.map(quoted).join(', ');
}

/** One row: how many rows only the left has, only the right, and how many have one key and are not the same. */
export function countsQuery(compared: Compared): string {
  const fewer = 'case when l < r then l else r end';
  return `select coalesce(sum(l - ${fewer}), 0), coalesce(sum(r - ${fewer}), 0), coalesce(sum(${fewer}), 0) from (
  select sum(case when "~more" > 0 then "~more" else 0 end) as l, sum(case when "~more" < 0 then -"~more" else 0 end) as r
  from (${unequal(compared)}) as unequal group by ${keyOf(compared)}
) as keys`;
}

/** Some of those rows, the two of a key next to each other; `~more` last. At most `ofEach` are of one side. */
export function sampleQuery(compared: Compared, limit: number, ofEach: number): string {
  const names = compared.columns.map(({ name }) => quoted(name)).join(', ');
  const order = `order by ${keyOf(compared)}, "~more" desc limit ${limit}`;
  if (ofEach >= limit) return `select ${names}, "~more" from (${unequal(compared)}) as unequal ${order}`;
  return `select ${names}, "~more" from (
  select unequal.*, row_number() over (partition by "~more" > 0 order by ${keyOf(compared)}) as "~nth" from (${unequal(compared)}) as unequal
) as numbered where "~nth" <= ${ofEach} ${order}`;
}

/** How many rows there are, counted no further than one beyond `most`. */
export function sizeQuery(side: string, most: number): string {
  if (!Number.isFinite(most)) return `select count(*) from ${side}`;
  return `select count(*) from (select 1 from ${side} limit ${most + 1}) as counted`;
}
