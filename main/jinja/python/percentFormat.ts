import { Dict } from '../dict.ts';
import { typeError, valueError } from '../templateError.ts';
import { type Budget, Markup, Range, Tuple, Undefined, type Value } from '../value.ts';
import { characters, escapeHtml, textLength } from './characters.ts';
import { exponentText, fixedDigits, significant } from './floatText.ts';
import { character, floatOf, intOf, plainNumber, realOf, truncate } from './number.ts';
import { escapedText, repr, stringOf, text } from './text.ts';
import { typeName } from './typeName.ts';

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly type: string;
}

const DIRECTIVE = /%(?:\(([^()]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S])?/g;

/** `pattern % values`, as Python's; `escaping` is for patterns that are already escaped. */
export function percentFormat(pattern: string, values: Value, budget: Budget, escaping = false): string {
  const source = new Source(values);
  const result = pattern.replace(
    DIRECTIVE,
    (_all, key?: string, flags = '', width?: string, precision?: string, type?: string) => {
      if (type === undefined) throw valueError('incomplete format');
      if (type === '%') return '%';
      const directive = { flags, width: 0, precision: null, type };
      const named = key === undefined ? undefined : source.named(key);
      const size = width === '*' ? source.nextInt() : Number(width ?? 0);
      const digits =
        precision === '*' ? source.nextInt() : precision === undefined ? null : Number(precision);
      budget.hold(Math.abs(size) + (digits ?? 0));
      const value = named ?? source.next();
      const shown = one(
        { ...directive, flags: size < 0 ? `${flags}-` : flags, width: Math.abs(size), precision: digits },
        value,
        budget,
        escaping,
      );
      budget.hold(shown.length);
      return shown;
    },
  );
  source.finish();
  budget.hold(result.length);
  return result;
}

/** Where the directives take their values from. */
class Source {
  private readonly values: Value;
  private readonly items: readonly Value[];
  private used = 0;
  private byName = false;

  constructor(values: Value) {
    this.values = values;
    this.items = values instanceof Tuple ? values.items : [values];
  }

  next(): Value {
    const value = this.items[this.used];
    if (value === undefined) throw typeError('not enough arguments for format string');
    this.used += 1;
    return value;
  }

  nextInt(): number {
    const value = intOf(this.next());
    if (value === undefined) throw typeError('* wants int');
    return Number(value);
  }

  named(key: string): Value {
    if (!(this.values instanceof Dict)) throw typeError('format requires a mapping');
    this.byName = true;
    const value = this.values.get(key);
    if (value === undefined) throw valueError(`there is no key '${key}' to format`);
    return value;
  }

  finish(): void {
    const { values } = this;
    const mayStay =
      this.byName ||
      values instanceof Dict ||
      Array.isArray(values) ||
      values instanceof Undefined ||
      values instanceof Range;
    if (this.used < this.items.length && !mayStay)
      throw typeError('not all arguments converted during string formatting');
  }
}

function one(directive: Directive, value: Value, budget: Budget, escaping: boolean): string {
  const { type, precision } = directive;
  if (type === 's' || type === 'r' || type === 'a') {
    const whole = type === 's' ? text(value, budget) : repr(value, budget);
    const cut = precision === null ? whole : characters(whole).slice(0, precision).join('');
    const marked = !escaping
      ? cut
      : value instanceof Markup && type === 's'
        ? escapedText(value, budget)
        : escapeHtml(cut);
    return pad(directive, '', marked);
  }
  if (type === 'c') return pad(directive, '', characterOf(value));
  if ('diu'.includes(type)) return pad(directive, ...wholeNumber(directive, value, 10));
  if (type === 'o') return pad(directive, ...wholeNumber(directive, value, 8));
  if (type === 'x' || type === 'X') return pad(directive, ...wholeNumber(directive, value, 16));
  if ('eEfFgG'.includes(type)) return pad(directive, ...realNumber(directive, value));
  throw valueError(`unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)})`);
}

function characterOf(value: Value): string {
  const code = intOf(value);
  if (code !== undefined) return character(code);
  const string = stringOf(value);
  if (string !== undefined && textLength(string) === 1) return string;
  throw typeError('%c requires int or char');
}

function wholeNumber({ flags, precision, type }: Directive, given: Value, base: number): [string, string] {
  const value = plainNumber(given);
  const float = floatOf(value);
  const int = float !== undefined && base === 10 ? truncate(float) : intOf(value);
  if (int === undefined)
    throw typeError(
      `%${type} format: ${base === 10 ? 'a real number' : 'an integer'} is required, not ${typeName(value)}`,
    );
  const digits = (int < 0 ? -int : int).toString(base).padStart(precision ?? 0, '0');
  const prefix = flags.includes('#') && base !== 10 ? (base === 8 ? '0o' : `0${type}`) : '';
  return [signOf(flags, int < 0) + prefix, type === 'X' ? digits.toUpperCase() : digits];
}

function signOf(flags: string, negative: boolean): string {
  if (negative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function realNumber({ flags, precision, type }: Directive, value: Value): [string, string] {
  const real = realOf(plainNumber(value));
  if (real === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  const negative = real < 0 || Object.is(real, -0);
  return [signOf(flags, negative), realDigits(real, type, precision ?? 6, flags.includes('#'))];
}

/** |value| in the notation e, f or g; capitals give capitals. */
export function realDigits(value: number, type: string, precision: number, keepZeros: boolean): string {
  const kind = type.toLowerCase();
  const shown = Number.isFinite(value)
    ? kind === 'f'
      ? fixedDigits(value, precision)
      : kind === 'e'
        ? scientific(value, precision)
        : general(value, precision, keepZeros)
    : Number.isNaN(value)
      ? 'nan'
      : 'inf';
  return type === kind ? shown : shown.toUpperCase();
}

function scientific(value: number, precision: number): string {
  const { digits, exponent } = significant(value, precision + 1);
  return `${digits[0]}${precision > 0 ? `.${digits.slice(1)}` : ''}e${exponentText(exponent)}`;
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const { digits, exponent } = significant(value, count);
  const short = (number: string) =>
    keepZeros || !number.includes('.') ? number : number.replace(/\.?0+$/, '');
  if (exponent < -4 || exponent >= count) {
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${short(mantissa)}e${exponentText(exponent)}`;
  }
  if (exponent < 0) return short(`0.${'0'.repeat(-exponent - 1)}${digits}`);
  const whole = digits.slice(0, exponent + 1);
  return short(digits.length > exponent + 1 ? `${whole}.${digits.slice(exponent + 1)}` : whole);
}

function pad({ flags, width, type }: Directive, sign: string, body: string): string {
  const lacking = width - textLength(sign) - textLength(body);
  if (lacking <= 0) return sign + body;
  if (flags.includes('-')) return sign + body + ' '.repeat(lacking);
  const isNumber = 'diuoxXeEfFgG'.includes(type) && !/^(inf|nan)$/i.test(body);
  if (flags.includes('0') && isNumber) return sign + '0'.repeat(lacking) + body;
  return ' '.repeat(lacking) + sign + body;
}
