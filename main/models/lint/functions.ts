import { MASK } from '../sql/maskTemplate.ts';
import { listBelow, locationOf, names, type Tree } from '../sql/tree.ts';
import type { Rule, Seen } from './rule.ts';

type Told = Pick<Seen, 'difference' | 'why' | 'instead'>;

/** Answered alike by both, on SQLite with functions of our own for those it hasn't (`userFunctions` of the warehouse). */
const ALIKE: ReadonlySet<string> = new Set([
  ...['count', 'sum', 'avg', 'min', 'max', 'string_agg', 'bool_and', 'bool_or'],
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead'],
  ...['first_value', 'last_value', 'nth_value'],
  ...['abs', 'ceil', 'ceiling', 'floor', 'trunc', 'sign', 'mod', 'power', 'pow', 'sqrt', 'exp', 'ln', 'log'],
  ...['log10', 'pi', 'sin', 'cos', 'tan', 'degrees', 'radians'],
  ...['length', 'substr', 'substring', 'replace', 'btrim', 'ltrim', 'rtrim', 'concat'],
  ...[
    'concat_ws',
    'md5',
    'split_part',
    'left',
    'right',
    'initcap',
    'lpad',
    'rpad',
    'regexp_replace',
    'regexp_like',
  ],
  ...['reverse', 'repeat', 'translate', 'regexp_substr', 'regexp_instr', 'regexp_count', 'round'],
]);

const ASCII_ONLY = 'SQLite’s own changes only the letters from a to z: É stays É.';

const UNLIKE: Readonly<Record<string, Told>> = {
  lower: told('may differ', ASCII_ONLY, "{{ leadline.lower('x') }}"),
  upper: told('may differ', ASCII_ONLY, "{{ leadline.upper('x') }}"),
  extract: told(
    'fails',
    'SQLite has no extract.',
    "{{ dbt.date_trunc('month', 'x') }}, or a date dimension's columns",
  ),
  date_part: told(
    'may differ',
    'SQLite’s answer is only as Postgres’ for days.',
    'a date dimension’s columns',
  ),
  date_trunc: told('differs', 'On SQLite a moment is text.', "{{ dbt.date_trunc('month', 'x') }}"),
  timezone: told(
    'fails',
    'SQLite has no time zones.',
    'instants in UTC, and days of the reporting zone from RAW',
  ),
  now: told('fails', 'SQLite has no now().', '{{ dbt.current_timestamp() }}'),
  to_char: told(
    'may differ',
    'Only common patterns are told alike.',
    'a column of dim_date, or format where it is shown',
  ),
  to_date: told('fails', 'SQLite has no to_date.', "{{ dbt.cast('x', 'date') }} of ISO text"),
  to_timestamp: told('fails', 'SQLite has no to_timestamp.', "{{ dbt.cast('x', dbt.type_timestamp()) }}"),
  to_number: told('fails', 'SQLite has no to_number.', 'replace() and cast'),
  position: told('fails', 'SQLite doesn’t read position(a in b).', "{{ dbt.position('a', 'b') }}"),
  strpos: told('fails', 'SQLite has no strpos.', "{{ dbt.position('a', 'b') }}"),
  overlay: told('fails', 'SQLite has no overlay.', 'substr and ||'),
  char_length: told('fails', 'SQLite has no char_length.', 'length(x)'),
  generate_series: told('fails', 'SQLite has no series to select from.', '{{ dbt_utils.date_spine(…) }}'),
  unnest: told('fails', 'SQLite has no arrays.', 'one row per value'),
  array_agg: told('fails', 'SQLite has no arrays.', "string_agg(x, ',' order by x nulls last)"),
  random: told(
    'differs',
    'Every engine and every run draws others.',
    'an order by a hash of the key: md5(id)',
  ),
  percentile_cont: told(
    'may differ',
    'It isn’t in every SQLite.',
    'row_number() and count(*) over the group',
  ),
  percentile_disc: told(
    'may differ',
    'It isn’t in every SQLite.',
    'row_number() and count(*) over the group',
  ),
};

/** In the SQL syntax of their own; other functions of these names have no place in a model. */
const SYNTAX_ONLY: ReadonlySet<string> = new Set(['substring', 'btrim']);

export const functions: Rule = ({ kind, node, wordAt }) => {
  if (kind !== 'FuncCall') return null;
  const parts = names(node, 'funcname');
  const name = (parts.at(-1) ?? '').toLowerCase();
  if (parts.some((part) => part.startsWith(MASK))) return null;
  const at = locationOf(node);
  if (SYNTAX_ONLY.has(name) && isSyntax(node, name, wordAt(node)))
    return { location: at, construct: `${name}(… from …)`, ...syntaxOf(name) };
  if (name === 'round') return rounding(node, at);
  if (ALIKE.has(name)) return null;
  const known = UNLIKE[name];
  if (known !== undefined) return { location: at, construct: `${name}(…)`, ...known };
  return {
    location: at,
    construct: `${name}(…)`,
    difference: 'unknown',
    why: 'It isn’t among the functions that both engines answer alike.',
    instead: `a macro dispatched by engine: postgres__${name} and sqlite__${name}`,
  };
};

/** `round(x, 2)` works on exact decimals in Postgres and on binary floats in SQLite. */
function rounding(node: Tree, location: number): Seen | null {
  if (listBelow(node, 'args').length < 2) return null;
  return {
    location,
    construct: 'round(x, n)',
    difference: 'may differ',
    why: 'Postgres rounds exact decimals, SQLite the nearest binary float: 2.675 may go either way.',
    instead: 'integers of minor units',
  };
}

function isSyntax(node: Tree, name: string, written: string): boolean {
  if (node['funcformat'] !== 'COERCE_SQL_SYNTAX') return name === 'btrim' && written.startsWith('btrim');
  // `trim(x)` and `substring(x, 1, 2)` are the same in both; what needs `from`, `for` or `both` isn't.
  return name === 'substring' || listBelow(node, 'args').length > 1;
}

function syntaxOf(name: string): Told {
  return name === 'substring'
    ? told('fails', 'SQLite doesn’t read from and for.', 'substr(x, 1, 2)')
    : told('fails', 'SQLite doesn’t read that form of trim.', "trim(x), ltrim(x, 'ab'), rtrim(x, 'ab')");
}

function told(difference: Told['difference'], why: string, instead: string): Told {
  return { difference, why, instead };
}
