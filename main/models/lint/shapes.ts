import { below, listBelow, locationOf, only, type Tree, textBelow } from '../sql/tree.ts';
import type { Rule, Seen } from './rule.ts';

/** Clauses and forms, as against operators, casts and functions. */
export const shapes: Rule = ({ kind, node, above }) => {
  switch (kind) {
    case 'SelectStmt':
      return select(node);
    case 'SortBy':
      return sorted(node, above);
    case 'A_ArrayExpr':
    case 'A_Indirection':
      return fails(
        node,
        kind === 'A_ArrayExpr' ? 'array[…]' : 'x[…]',
        'SQLite has no arrays.',
        'one row per value',
      );
    case 'RowExpr':
      return textBelow(node, 'row_format') === 'COERCE_EXPLICIT_CALL'
        ? fails(node, 'row(…)', 'SQLite has no composite values.', 'one column per value')
        : null;
    case 'GroupingSet':
      return fails(
        node,
        'rollup, cube or grouping sets',
        'SQLite has no grouping sets.',
        'a union all of one group by each',
      );
    case 'RangeSubselect':
      return node['lateral'] === true
        ? fails(node, 'lateral', 'SQLite has no lateral.', 'a join, or a window function')
        : null;
    case 'RangeFunction':
      return fails(
        node,
        'a function in from',
        'SQLite has no generate_series or unnest to select from.',
        '{{ dbt_utils.date_spine(…) }}, or a recursive with',
      );
    case 'RangeTableSample':
      return fails(node, 'tablesample', 'SQLite has no tablesample.', 'where on a hash of the key');
    case 'SQLValueFunction':
      return moment(node);
    case 'CollateClause':
      return fails(node, 'collate', 'Collations have other names on SQLite.', 'no collation');
    default:
      return null;
  }
};

function select(node: Tree): Seen | null {
  const [distinct] = listBelow(node, 'distinctClause');
  if (distinct !== undefined && Object.keys(distinct).length > 0)
    return {
      location: firstLocation(distinct),
      construct: 'distinct on',
      difference: 'fails',
      why: 'SQLite has no distinct on.',
      instead: 'row_number() over (partition by … order by …) and where it is 1',
    };
  if (node['all'] === true && textBelow(node, 'op') !== 'SETOP_UNION')
    return fails(
      firstSelected(node),
      'intersect all or except all',
      'SQLite has neither.',
      'intersect or except of rows that are distinct',
    );
  if (textBelow(node, 'limitOption') === 'LIMIT_OPTION_WITH_TIES')
    return fails(firstSelected(node), 'with ties', 'SQLite has no with ties.', 'rank() over (…) and where');
  return listBelow(node, 'lockingClause').length > 0
    ? fails(firstSelected(node), 'for update', 'SQLite has no row locks.', 'nothing: a model only reads')
    : null;
}

/**
 * Postgres puts nulls last, SQLite first. It matters where an order decides which rows there are, or their numbers: in a
 * window, in an aggregate, above a limit.
 */
function sorted(node: Tree, above: readonly { readonly kind: string; readonly node: Tree }[]): Seen | null {
  if (textBelow(node, 'sortby_nulls') !== 'SORTBY_NULLS_DEFAULT') return null;
  const holder = above.at(-1);
  const window = holder?.kind === 'WindowDef' || holder?.kind === 'FuncCall';
  const limited = holder?.kind === 'SelectStmt' && below(holder.node, 'limitCount') !== null;
  if (!window && !limited) return null;
  const ordered = below(node, 'node');
  if (only(ordered, 'A_Const') !== null && window) return null;
  return {
    location: ordered === null ? -1 : firstLocation(ordered),
    construct: 'order by',
    difference: 'may differ',
    why: 'Postgres sorts nulls last and SQLite first, so that other rows come first where the column can be null.',
    instead: 'order by x nulls last, or nulls first',
  };
}

function moment(node: Tree): Seen | null {
  const op = textBelow(node, 'op');
  if (op === 'SVFOP_CURRENT_DATE') return null;
  return {
    location: locationOf(node),
    construct: op.replace('SVFOP_', '').toLowerCase(),
    difference: 'differs',
    why: 'SQLite writes it without a zone and without fractions of a second.',
    instead: '{{ dbt.current_timestamp() }}',
  };
}

function fails(node: Tree, construct: string, why: string, instead: string): Seen {
  return { location: firstLocation(node), construct, difference: 'fails', why, instead };
}

function firstSelected(node: Tree): Tree {
  return listBelow(node, 'targetList')[0] ?? node;
}

/** Some nodes carry no place of their own; what they hold does. */
function firstLocation(value: unknown): number {
  if (Array.isArray(value)) return smallest(value.map(firstLocation));
  if (typeof value !== 'object' || value === null) return -1;
  const own = (value as Tree)['location'];
  if (typeof own === 'number' && own >= 0) return own;
  return smallest(Object.values(value).map(firstLocation));
}

function smallest(places: readonly number[]): number {
  const known = places.filter((one) => one >= 0);
  return known.length === 0 ? -1 : Math.min(...known);
}
