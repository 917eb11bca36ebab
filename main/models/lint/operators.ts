import { MASK } from '../sql/maskTemplate.ts';
import { below, listBelow, locationOf, names, only, type Tree, textBelow } from '../sql/tree.ts';
import type { Rule, Seen } from './rule.ts';

type Told = Pick<Seen, 'construct' | 'difference' | 'why' | 'instead'>;

const BY_KIND: Readonly<Record<string, Told>> = {
  AEXPR_ILIKE: {
    construct: 'ilike',
    difference: 'fails',
    why: 'SQLite has no ilike.',
    instead: "{{ leadline.lower('x') }} like 'pattern in small letters'",
  },
  AEXPR_SIMILAR: {
    construct: 'similar to',
    difference: 'fails',
    why: 'SQLite has no similar to.',
    instead: "regexp_like(x, 'pattern')",
  },
  AEXPR_OP_ANY: {
    construct: '= any(…)',
    difference: 'fails',
    why: 'SQLite has no arrays.',
    instead: 'x in (…)',
  },
  AEXPR_OP_ALL: {
    construct: 'all(…)',
    difference: 'fails',
    why: 'SQLite has no arrays.',
    instead: 'not in (…) or a comparison with min or max',
  },
  AEXPR_BETWEEN_SYM: {
    construct: 'between symmetric',
    difference: 'fails',
    why: 'SQLite has no symmetric.',
    instead: 'between with the smaller bound first',
  },
};

const BY_NAME: Readonly<Record<string, Told>> = {
  ...Object.fromEntries(
    ['~', '~*', '!~', '!~*'].map((name) => [
      name,
      {
        construct: name,
        difference: 'fails' as const,
        why: 'SQLite has no such operator for patterns.',
        instead: "regexp_like(x, 'pattern')",
      },
    ]),
  ),
  ...Object.fromEntries(
    ['@>', '<@', '?', '&&', '#>', '#>>'].map((name) => [
      name,
      {
        construct: name,
        difference: 'fails' as const,
        why: 'SQLite has no such operator.',
        instead: 'a macro dispatched by engine',
      },
    ]),
  ),
  '^': {
    construct: '^',
    difference: 'fails',
    why: 'SQLite has no such operator.',
    instead: 'power(x, y)',
  },
};

export const operators: Rule = ({ kind, node }) => {
  if (kind !== 'A_Expr') return null;
  const told = BY_KIND[textBelow(node, 'kind')] ?? byName(node);
  return told === null ? null : { location: locationOf(node), ...told };
};

function byName(node: Tree): Told | null {
  const name = names(node, 'name').at(-1) ?? '';
  if (textBelow(node, 'kind') === 'AEXPR_LIKE') return likes(node);
  if (textBelow(node, 'kind') !== 'AEXPR_OP') return null;
  if (name === '/') return divides(node);
  if ((name === '+' || name === '-') && sides(node).some(isToday))
    return {
      construct: `current_date ${name} …`,
      difference: 'differs',
      why: 'On SQLite a day is text, and counting with it counts with its year.',
      instead: "{{ dbt.dateadd('day', -7, dbt.current_date()) }}",
    };
  return BY_NAME[name] ?? null;
}

/** Patterns of a side that has one case only are told alike by both. */
function likes(node: Tree): Told | null {
  const call = only(below(node, 'lexpr'), 'FuncCall');
  const called = call === null ? '' : (names(call, 'funcname').at(-1) ?? '');
  if (called === 'lower' || called === 'upper' || isMasked(below(node, 'lexpr'))) return null;
  const constant = below(only(below(node, 'rexpr'), 'A_Const') ?? {}, 'sval');
  if (constant !== null && !/[a-z]/i.test(textBelow(constant, 'sval'))) return null;
  return {
    construct: 'like',
    difference: 'differs',
    why: 'SQLite’s like takes capital and small letters for the same.',
    instead: "{{ leadline.lower('x') }} like 'pattern in small letters'",
  };
}

/** Whole numbers divide alike; a sum of them is a decimal on Postgres and whole on SQLite. */
function divides(node: Tree): Told | null {
  if (sides(node).some(isFraction)) return null;
  return {
    construct: '/',
    difference: 'may differ',
    why: 'SQLite cuts the fraction off where both sides are whole, sums and decimals included; Postgres keeps it for these.',
    instead: '1.0 * a / b for a fraction',
  };
}

function sides(node: Tree): (Tree | null)[] {
  return [below(node, 'lexpr'), below(node, 'rexpr')];
}

function isToday(side: Tree | null): boolean {
  return textBelow(only(side, 'SQLValueFunction') ?? {}, 'op').startsWith('SVFOP_CURRENT');
}

function isMasked(side: Tree | null): boolean {
  const column = only(side, 'ColumnRef');
  return column !== null && (names(column, 'fields').at(-1) ?? '').startsWith(MASK);
}

/** Certain to be no whole number on either engine. */
function isFraction(side: Tree | null): boolean {
  if (side === null) return false;
  if (isMasked(side)) return true;
  const constant = only(side, 'A_Const');
  if (constant !== null) return below(constant, 'fval') !== null;
  const cast = only(side, 'TypeCast');
  if (cast !== null) {
    const type = below(cast, 'typeName');
    return (
      /^(float\d|numeric)$/.test(type === null ? '' : (names(type, 'names').at(-1) ?? '')) ||
      isCastToMask(type)
    );
  }
  const inner = only(side, 'A_Expr');
  if (inner !== null) return sides(inner).some(isFraction);
  const call = only(side, 'FuncCall');
  const name = call === null ? '' : (names(call, 'funcname').at(-1) ?? '');
  if (name === 'avg' || FLOATING.has(name)) return true;
  if (call !== null && WRAPPING.has(name)) return listBelow(call, 'args').some(isFraction);
  const either = only(side, 'CoalesceExpr');
  return either !== null && listBelow(either, 'args').some(isFraction);
}

const FLOATING: ReadonlySet<string> = new Set(['sqrt', 'ln', 'exp', 'log', 'power', 'pow']);
const WRAPPING: ReadonlySet<string> = new Set(['sum', 'min', 'max', 'abs', 'round']);

function isCastToMask(type: Tree | null): boolean {
  return type !== null && (names(type, 'names').at(-1) ?? '').startsWith(MASK);
}
