import { MASK } from '../sql/maskTemplate.ts';
import { below, listBelow, locationOf, names, only, type Tree } from '../sql/tree.ts';
import type { Rule, Seen } from './rule.ts';

/** What `cast` to a type does on SQLite, where that isn't what Postgres does. */
const TYPES: Readonly<Record<string, Pick<Seen, 'difference' | 'why' | 'instead'>>> = {
  date: {
    difference: 'differs',
    why: 'SQLite casts it to a number and answers the year alone.',
    instead: "{{ dbt.cast('x', 'date') }}, which takes the day on both engines",
  },
  timestamp: moment(),
  timestamptz: moment(),
  time: moment(),
  timetz: moment(),
  interval: {
    difference: 'fails',
    why: 'SQLite has no intervals.',
    instead: "{{ dbt.dateadd('day', 7, 'x') }} and {{ dbt.datediff('a', 'b', 'day') }}",
  },
  bool: {
    difference: 'differs',
    why: "SQLite reads 'true' as 0.",
    instead: "a comparison: {{ leadline.lower('x') }} in ('true', 't', 'yes', '1')",
  },
  numeric: {
    difference: 'may differ',
    why: 'SQLite keeps a binary float and doesn’t round to the scale.',
    instead: 'integers of minor units for money, {{ dbt.type_float() }} for what may be rounded',
  },
  varchar: length('varchar'),
  bpchar: length('char'),
  int2: whole(),
  int4: whole(),
  int8: whole(),
  jsonb: noType('jsonb', 'json_extract through a macro dispatched by engine'),
  json: noType('json', 'the text itself'),
  uuid: noType('uuid', 'text'),
  bytea: noType('bytea', 'text in hex'),
};

export const casts: Rule = ({ kind, node, wordAt }) => {
  if (kind !== 'TypeCast') return null;
  const type = below(node, 'typeName');
  const name = type === null ? '' : (names(type, 'names').at(-1) ?? '');
  const arg = below(node, 'arg');
  const at = locationOf(node) < 0 && type !== null ? locationOf(type) : locationOf(node);
  if (name.startsWith(MASK)) return null;
  if (wordAt(node).startsWith('::'))
    return {
      location: at,
      construct: `::${name}`,
      difference: 'fails',
      why: 'SQLite doesn’t read the short cast.',
      instead: `cast(… as ${name})`,
    };
  // `date '2026-01-01'`: a cast that is written without one.
  if (locationOf(node) < 0 && only(arg, 'A_Const') !== null)
    return {
      location: at,
      construct: `${name} '…'`,
      difference: 'fails',
      why: 'SQLite doesn’t read typed literals.',
      instead: name === 'date' ? "the text alone: '2026-01-01'" : (TYPES[name]?.instead ?? 'the text alone'),
    };
  const known = TYPES[name];
  if (known === undefined || (type !== null && harmless(name, type, arg))) return null;
  return { location: at, construct: `cast(… as ${name})`, ...known };
};

function harmless(name: string, type: Tree, arg: Tree | null): boolean {
  if (name === 'varchar') return listBelow(type, 'typmods').length === 0;
  if (!name.startsWith('int')) return false;
  // Text of digits, a count, or what was rounded before is the same whole number on both.
  if (only(arg, 'A_Const') !== null) return true;
  const call = only(arg, 'FuncCall');
  const called = call === null ? '' : (names(call, 'funcname').at(-1) ?? '');
  return WHOLE.has(called);
}

const WHOLE: ReadonlySet<string> = new Set(['round', 'floor', 'ceil', 'ceiling', 'trunc', 'count', 'length']);

function moment(): Pick<Seen, 'difference' | 'why' | 'instead'> {
  return {
    difference: 'differs',
    why: 'SQLite casts it to a number and answers the year alone.',
    instead: "{{ dbt.cast('x', dbt.type_timestamp()) }}",
  };
}

function length(name: string): Pick<Seen, 'difference' | 'why' | 'instead'> {
  return {
    difference: 'differs',
    why: `SQLite ignores the length of ${name}(n).`,
    instead: 'substr(x, 1, n), or {{ dbt.type_string() }} without a length',
  };
}

function whole(): Pick<Seen, 'difference' | 'why' | 'instead'> {
  return {
    difference: 'may differ',
    why: 'Of a fraction, Postgres rounds and SQLite cuts off; of a text without digits, Postgres fails and SQLite says 0.',
    instead: 'cast(round(x) as integer) for numbers',
  };
}

function noType(name: string, instead: string): Pick<Seen, 'difference' | 'why' | 'instead'> {
  return { difference: 'differs', why: `SQLite has no ${name}.`, instead };
}
