import { CALENDAR } from './calendar.ts';
import { formatMoment } from './dateFormat.ts';
import { matching } from './matching.ts';
import { neededMoment } from './moments.ts';
import { formatNumber } from './numberFormat.ts';
import { TEXTS } from './texts.ts';
import { type Scalar, strict, text, truth, type UserFunction } from './userFunction.ts';

/**
 * What SQL may call on SQLite besides SQLite's own functions, with the names and the answers of Postgres. Each call costs
 * about a microsecond, so plain SQL is better where SQLite has it (`substr`, `lower`, `strftime`, `iif`, `string_agg`,
 * `percentile_cont(x, 0.5)`). None may stand in a view, an index or a check that is kept in the file: `trusted_schema`
 * is off, so that a file from elsewhere calls nothing of ours.
 *
 *   md5(text), split_part(text, mark, n), left(text, n), right(text, n), lpad(text, n [, fill]), rpad(text, n [, fill]),
 *   initcap(text), unicode_lower(text), unicode_upper(text) (SQLite's own know ASCII only), reverse(text),
 *   repeat(text, n), translate(text, from, to)
 *   regexp_replace(text, pattern, by [, flags]), regexp_like(text, pattern [, flags]), text regexp pattern,
 *   regexp_substr(text, pattern), regexp_instr(text, pattern), regexp_count(text, pattern)
 *   date_trunc(part, value), date_part(part, value), date_add(part, n, value), date_diff(part, from, to)
 *     of days `2026-03-08` and moments `2026-03-08 10:00:00`, `2026-03-08T10:00:00.000000Z`; answers are written as the
 *     value was, but a day with hours added becomes a moment. safe_day(text) and safe_instant(text): null for neither.
 *   to_char(value, pattern): of a number, or of a day or moment given as text
 *   greatest(…), least(…): nulls count only where there is nothing else
 *   bool_or(truth), bool_and(truth): aggregates
 *   safe_number(text): null for a text that is no number
 */
export function userFunctions(): readonly UserFunction[] {
  return [
    ...TEXTS,
    ...matching(),
    ...CALENDAR,
    {
      name: 'to_char',
      takes: [2],
      run: strict((value, pattern) =>
        typeof value === 'bigint' || typeof value === 'number'
          ? formatNumber(value, text(pattern))
          : formatMoment(neededMoment(value), text(pattern)),
      ),
    },
    { name: 'greatest', takes: [], run: (...given) => extreme(given, 1) },
    { name: 'least', takes: [], run: (...given) => extreme(given, -1) },
    { name: 'safe_number', takes: [1], run: strict(safeNumber) },
    {
      name: 'bool_or',
      takes: [1],
      step: (known, value) => joined(known, value, (one, other) => one || other),
    },
    {
      name: 'bool_and',
      takes: [1],
      step: (known, value) => joined(known, value, (one, other) => one && other),
    },
  ];
}

function joined(known: Scalar, value: Scalar, join: (one: boolean, other: boolean) => boolean): Scalar {
  if (value === null) return known;
  return truth(known === null ? isTrue(value) : join(isTrue(known), isTrue(value)));
}

function isTrue(value: Exclude<Scalar, null>): boolean {
  return Number(value) !== 0;
}

function extreme(given: readonly Scalar[], sign: 1 | -1): Scalar {
  let best: Scalar = null;
  for (const value of given) {
    if (value === null) continue;
    if (best === null || compared(value, best) * sign > 0) best = value;
  }
  return best;
}

/** As SQLite orders values: numbers before texts before bytes; texts by their bytes. */
function compared(one: Exclude<Scalar, null>, other: Exclude<Scalar, null>): number {
  const ranks = [rank(one), rank(other)] as const;
  if (ranks[0] !== ranks[1]) return ranks[0] - ranks[1];
  if (ranks[0] === 0) return one < other ? -1 : one > other ? 1 : 0;
  return Buffer.compare(bytes(one), bytes(other));
}

function rank(value: Exclude<Scalar, null>): number {
  if (typeof value === 'bigint' || typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}

function bytes(value: Exclude<Scalar, null>): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(text(value));
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A whole number that fits stays one. */
function safeNumber(value: Exclude<Scalar, null>): Scalar {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  if (value instanceof Uint8Array || !NUMBER.test(value)) return null;
  const trimmed = value.trim();
  if (/^[+-]?\d+$/.test(trimmed)) {
    const integer = BigInt(trimmed.replace('+', ''));
    if (BigInt.asIntN(64, integer) === integer) return integer;
  }
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : null;
}
