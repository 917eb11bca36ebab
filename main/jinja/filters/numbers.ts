import type { Filter } from '../jinja.ts';
import { bind } from '../parameters.ts';
import { strip } from '../python/characters.ts';
import { undefinedFault } from '../python/faults.ts';
import { fixedDigits, roundFloat } from '../python/floatText.ts';
import { floatOf, type Int, intOf, plainNumber, realOf, shrink, toReal, truncate } from '../python/number.ts';
import { isTrue } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { Fault, typeError } from '../templateError.ts';
import { float, Undefined, type Value } from '../value.ts';

const abs: Filter = (value) => {
  const real = floatOf(value);
  if (real !== undefined) return float(Math.abs(real));
  const int = intOf(value);
  if (int !== undefined) return int < 0 ? -int : int;
  if (value instanceof Undefined) throw undefinedFault(value);
  throw typeError(`bad operand type for abs(): '${typeName(value)}'`);
};

const toFloat: Filter = (value, args) => {
  const [fallback = null] = bind('float', [['default', float(0)]], args);
  if (value instanceof Undefined) throw undefinedFault(value);
  const int = intOf(value);
  if (int !== undefined && !Number.isFinite(Number(int)))
    throw new Fault('OverflowError', 'int too large to convert to float');
  const real = realOf(value) ?? parseFloatText(stringOf(value) ?? '');
  return real === undefined ? fallback : float(real);
};

const FLOAT = /^[-+]?(?:(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?|inf(?:inity)?|nan)$/i;

/** float(text): surrounding spaces and single underscores between digits are fine. */
export function parseFloatText(text: string): number | undefined {
  const bare = strip(text, null);
  if (!FLOAT.test(bare) || !/\d|inf|nan/i.test(bare) || /^[-+]?\.?(?:e|$)/i.test(bare)) return undefined;
  const word = bare.toLowerCase().replace(/^[-+]/, '');
  if (word.startsWith('inf')) return bare.startsWith('-') ? -Infinity : Infinity;
  if (word === 'nan') return Number.NaN;
  const number = Number(bare.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : number;
}

const PREFIXES: Readonly<Record<string, number>> = { '0b': 2, '0o': 8, '0x': 16 };

/** int(text, base). */
export function parseIntText(text: string, base: number): Int | undefined {
  const found = /^([-+]?)(.+)$/s.exec(strip(text, null));
  if (found === null) return undefined;
  const [, sign, written = ''] = found;
  const prefix = PREFIXES[written.slice(0, 2).toLowerCase()];
  const isPrefixed = prefix !== undefined && (base === prefix || base === 0);
  const radix = base === 0 ? (prefix ?? 10) : base;
  const digits = isPrefixed ? written.slice(2).replace(/^_/, '') : written;
  if (!/^[\da-z]+(?:_[\da-z]+)*$/i.test(digits)) return undefined;
  if (base === 0 && !isPrefixed && /^0+[1-9]/.test(digits)) return undefined;
  let value = 0n;
  for (const digit of digits.replaceAll('_', '')) {
    const place = Number.parseInt(digit, 36);
    if (place >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(place);
  }
  return shrink(sign === '-' ? -value : value);
}

const toInt: Filter = (value, args, site) => {
  const [fallback = 0, base = 10] = bind(
    'int',
    [
      ['default', 0],
      ['base', 10],
    ],
    args,
  );
  if (value instanceof Undefined) throw undefinedFault(value);
  const text = stringOf(value);
  if (text !== undefined) {
    site.budget.hold(text.length ** 2 / 100);
    const int = parseIntText(text, Number(intOf(base) ?? 10));
    if (int !== undefined) return int;
    const real = parseFloatText(text);
    return real !== undefined && Number.isFinite(real) ? truncate(real) : fallback;
  }
  const int = intOf(value);
  if (int !== undefined) return int;
  const real = floatOf(value);
  if (real === undefined || Number.isNaN(real)) return fallback;
  return Number.isFinite(real) ? truncate(real) : fallback;
};

const round: Filter = (value, args) => {
  const [precision = 0, method = 'common'] = bind(
    'round',
    [
      ['precision', 0],
      ['method', 'common'],
    ],
    args,
  );
  if (method !== 'common' && method !== 'ceil' && method !== 'floor')
    throw new Fault('FilterArgumentError', 'method must be common, ceil or floor');
  const whole = intOf(precision);
  if (whole === undefined && precision !== null)
    throw typeError(`'${typeName(precision)}' object cannot be interpreted as an integer`);
  const places = Number(whole ?? 0);
  if (value instanceof Undefined) throw undefinedFault(value);
  if (precision === null && method === 'common') {
    const real = floatOf(value);
    if (real !== undefined) return truncate(roundFloat(real, 0));
  }
  const int = intOf(value);
  if (method === 'common') {
    if (int !== undefined) return roundInt(int, places);
    const real = floatOf(value);
    if (real !== undefined) return float(roundFloat(real, places));
    throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  }
  const real = realOf(value);
  if (real === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  const factor = 10 ** places;
  const scaled = toReal(truncate(method === 'ceil' ? Math.ceil(real * factor) : Math.floor(real * factor)));
  return float(scaled / factor);
};

function roundInt(value: Int, places: number): Value {
  if (places >= 0) return value;
  if (places < -400) return 0;
  const unit = 10n ** BigInt(-places);
  const big = BigInt(value);
  const magnitude = big < 0n ? -big : big;
  const rest = magnitude % unit;
  const down = magnitude - rest;
  const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n === 1n);
  const rounded = up ? down + unit : down;
  return shrink(big < 0n ? -rounded : rounded);
}

const filesizeformat: Filter = (value, args) => {
  const [binary = false] = bind('filesizeformat', [['binary', false]], args);
  const size = realOf(value) ?? parseFloatText(stringOf(value) ?? '');
  if (value instanceof Undefined) throw undefinedFault(value);
  if (size === undefined) throw typeError('filesizeformat wants a number');
  const base = isTrue(binary) ? 1024 : 1000;
  if (size === 1) return '1 Byte';
  if (size < base) return `${truncate(size)} Bytes`;
  const prefixes = isTrue(binary)
    ? ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB']
    : ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
  let unit = 0;
  while (unit < prefixes.length - 1 && size >= base ** (unit + 2)) unit += 1;
  return `${fixedDigits(size / base ** (unit + 1), 1)} ${prefixes[unit]}`;
};

function ofAnyNumber(filter: Filter): Filter {
  return (value, args, site) => filter(plainNumber(value), args, site);
}

export const NUMBER_FILTERS: Readonly<Record<string, Filter>> = {
  abs: ofAnyNumber(abs),
  float: ofAnyNumber(toFloat),
  int: ofAnyNumber(toInt),
  round: ofAnyNumber(round),
  filesizeformat,
};
