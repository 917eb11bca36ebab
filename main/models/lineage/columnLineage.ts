import type { SqlParser } from '../sql/parser.ts';
import { below, isTree, listBelow, names, only, type Tree, textBelow } from '../sql/tree.ts';
import {
  allColumns,
  type FromItem,
  findColumn,
  type Output,
  type OutputColumn,
  type Scope,
  union,
} from './scope.ts';

/** A relation as SQL names it; SQLite writes both parts into one name. */
export interface NamedRelation {
  readonly schema: string | null;
  readonly name: string;
}

/** What is known of a relation, or null for one nobody knows. `columns` null: known, but not what it holds. */
export type Known = (
  relation: NamedRelation,
) => { readonly id: string; readonly columns: readonly string[] | null } | null;

type Ctes = ReadonlyMap<string, Output>;

/**
 * Which columns a select gives, and from which columns of which relations each is made. Says null wherever it would have
 * to guess: a star over a relation whose columns nobody knows, a function in `from`, a name that two relations may mean.
 */
export function columnLineage(parser: SqlParser, sql: string, known: Known): Output {
  const parsed = parser.parse(sql);
  const [statement] = parsed.ok ? parsed.statements : [];
  const select = only(statement ?? null, 'SelectStmt');
  return select === null ? null : outputOf(select, new Map(), null, known);
}

function outputOf(select: Tree, outside: Ctes, outer: Scope | null, known: Known): Output {
  const ctes = withCtes(select, outside, outer, known);
  const left = below(select, 'larg');
  const right = below(select, 'rarg');
  if (left !== null && right !== null)
    return both(outputOf(left, ctes, outer, known), outputOf(right, ctes, outer, known));
  const merged = new Set<string>();
  const items = listBelow(select, 'fromClause').flatMap((one) => fromItems(one, ctes, outer, known, merged));
  const scope: Scope = { items, merged, outer };
  const values = listBelow(select, 'valuesLists');
  if (values.length > 0) return valuesOf(values, scope, ctes, known);
  const output: OutputColumn[] = [];
  for (const wrapper of listBelow(select, 'targetList')) {
    const target = only(wrapper, 'ResTarget');
    const value = target === null ? null : below(target, 'val');
    if (target === null || value === null) return null;
    const star = starOf(value);
    if (star !== undefined) {
      const all = allColumns(scope, star);
      if (all === null) return null;
      output.push(...all);
    } else output.push(computed(textBelow(target, 'name') || nameOf(value), value, scope, ctes, known));
  }
  return output;
}

function withCtes(select: Tree, outside: Ctes, outer: Scope | null, known: Known): Ctes {
  const clause = below(select, 'withClause');
  if (clause === null) return outside;
  const ctes = new Map(outside);
  for (const wrapper of listBelow(clause, 'ctes')) {
    const cte = only(wrapper, 'CommonTableExpr');
    const query = cte === null ? null : only(below(cte, 'ctequery'), 'SelectStmt');
    if (cte === null || query === null) continue;
    const name = textBelow(cte, 'ctename');
    const renamed = (output: Output) => rename(output, names(cte, 'aliascolnames'));
    const first = below(query, 'larg');
    // What a recursive one says of itself is what its first arm gave.
    if (clause['recursive'] === true && first !== null)
      ctes.set(name, renamed(outputOf(first, ctes, outer, known)));
    ctes.set(name, renamed(outputOf(query, ctes, outer, known)));
  }
  return ctes;
}

function fromItems(
  wrapper: Tree,
  ctes: Ctes,
  outer: Scope | null,
  known: Known,
  merged: Set<string>,
): readonly FromItem[] {
  const join = only(wrapper, 'JoinExpr');
  if (join !== null) {
    for (const name of names(join, 'usingClause')) merged.add(name);
    const sides = [below(join, 'larg'), below(join, 'rarg')].flatMap((side) =>
      side === null ? [] : fromItems(side, ctes, outer, known, merged),
    );
    if (join['isNatural'] === true) for (const name of shared(sides)) merged.add(name);
    return sides;
  }
  const relation = only(wrapper, 'RangeVar');
  if (relation !== null) return [fromRelation(relation, ctes, known)];
  const subselect = only(wrapper, 'RangeSubselect');
  const query = subselect === null ? null : only(below(subselect, 'subquery'), 'SelectStmt');
  if (subselect !== null && query !== null)
    return [aliased(subselect, '', outputOf(query, ctes, outer, known))];
  const [inner] = Object.values(wrapper);
  return [aliased(isTree(inner) ? inner : {}, '', null)];
}

function fromRelation(relation: Tree, ctes: Ctes, known: Known): FromItem {
  const name = textBelow(relation, 'relname');
  const schema = textBelow(relation, 'schemaname') || null;
  const cte = schema === null ? ctes.get(name) : undefined;
  if (cte !== undefined) return aliased(relation, name, cte);
  const found = known({ schema, name });
  const columns =
    found === null || found.columns === null
      ? null
      : found.columns.map((column) => ({
          name: column,
          origins: [{ relation: found.id, column }],
          same: true,
        }));
  return aliased(relation, name, columns);
}

function aliased(node: Tree, name: string, columns: Output): FromItem {
  const alias = below(node, 'alias');
  if (alias === null) return { alias: name, columns };
  return { alias: textBelow(alias, 'aliasname'), columns: rename(columns, names(alias, 'colnames')) };
}

function rename(output: Output, given: readonly string[]): Output {
  return output?.map((column, at) => ({ ...column, name: given[at] ?? column.name })) ?? null;
}

function shared([left, right]: readonly FromItem[]): readonly string[] {
  const others = new Set(right?.columns?.map(({ name }) => name));
  return left?.columns?.flatMap(({ name }) => (others.has(name) ? [name] : [])) ?? [];
}

/** By position, under the names of the first. */
function both(left: Output, right: Output): Output {
  if (left === null || right === null || left.length !== right.length) return null;
  return left.map((column, at) => {
    const other = right[at] ?? column;
    return { name: column.name, origins: union([column, other]), same: column.same && other.same };
  });
}

function valuesOf(lists: readonly Tree[], scope: Scope, ctes: Ctes, known: Known): Output {
  const rows = lists.map((list) => listBelow(only(list, 'List') ?? {}, 'items'));
  return (rows[0] ?? []).map((_, at) => {
    const cells = rows.map((row) => computed('', row[at] ?? {}, scope, ctes, known));
    return { name: `column${at + 1}`, origins: union(cells), same: false };
  });
}

/** The alias before a star, null for a bare one, undefined where there is none. */
function starOf(value: Tree): string | null | undefined {
  const fields = listBelow(only(value, 'ColumnRef') ?? {}, 'fields');
  if (only(fields.at(-1) ?? null, 'A_Star') === null) return undefined;
  return fields.length === 1 ? null : textBelow(only(fields.at(-2) ?? null, 'String') ?? {}, 'sval');
}

/** What Postgres calls a column nobody named. */
function nameOf(value: Tree): string {
  const column = only(value, 'ColumnRef');
  if (column !== null) return names(column, 'fields').at(-1) ?? '';
  const call = only(value, 'FuncCall');
  if (call !== null) return names(call, 'funcname').at(-1) ?? '';
  const cast = only(value, 'TypeCast');
  const inner = cast === null ? null : below(cast, 'arg');
  if (inner !== null && only(inner, 'A_Const') === null) return nameOf(inner);
  if (only(value, 'CoalesceExpr') !== null) return 'coalesce';
  if (only(value, 'CaseExpr') !== null) return 'case';
  return '?column?';
}

function computed(name: string, value: Tree, scope: Scope, ctes: Ctes, known: Known): OutputColumn {
  const column = only(value, 'ColumnRef');
  if (column !== null) return { ...resolve(column, scope), name };
  const parts: OutputColumn[] = [];
  gather(value, parts, scope, ctes, known);
  return { name, origins: union(parts), same: false };
}

function gather(value: unknown, parts: OutputColumn[], scope: Scope, ctes: Ctes, known: Known): void {
  if (Array.isArray(value)) {
    for (const one of value) gather(one, parts, scope, ctes, known);
    return;
  }
  if (!isTree(value)) return;
  const column = only(value, 'ColumnRef');
  if (column !== null) {
    parts.push(resolve(column, scope));
    return;
  }
  const link = only(value, 'SubLink');
  if (link === null) {
    for (const inner of Object.values(value)) gather(inner, parts, scope, ctes, known);
    return;
  }
  gather(link['testexpr'], parts, scope, ctes, known);
  const query = only(below(link, 'subselect'), 'SelectStmt');
  const output = query === null ? null : outputOf(query, ctes, scope, known);
  parts.push(...(output ?? [{ name: '', origins: null, same: false }]));
}

function resolve(column: Tree, scope: Scope): OutputColumn {
  const fields = names(column, 'fields');
  return findColumn(scope, fields.at(-2) ?? null, fields.at(-1) ?? '');
}
