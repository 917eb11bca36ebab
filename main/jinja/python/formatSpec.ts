import { typeError, valueError } from '../templateError.ts';
import { type Budget, HostObject, Undefined, type Value } from '../value.ts';
import { characters, textLength } from './characters.ts';
import { floatText } from './floatText.ts';
import { character, floatOf, type Int, intOf, plainNumber, toReal } from './number.ts';
import { realDigits } from './percentFormat.ts';
import { stringOf, text } from './text.ts';
import { typeName } from './typeName.ts';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | null;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([\s\S])?$/u;

/** format(value, spec): the part behind the colon in `'{:>8.2f}'.format(…)`. */
export function formatValue(given: Value, specText: string, budget: Budget): string {
  if (specText === '') return text(given, budget);
  const value = plainNumber(given);
  const string = stringOf(value);
  const float = floatOf(value);
  const int = intOf(value);
  if (string === undefined && float === undefined && int === undefined) return formatOther(value, budget);
  const spec = parse(specText, value);
  budget.hold(spec.width + (spec.precision ?? 0));
  if (string !== undefined) return formatString(string, spec);
  if (float !== undefined) return formatFloat(float, spec);
  return formatInt(int ?? 0, spec);
}

function formatOther(value: Value, budget: Budget): string {
  if (value instanceof HostObject || value instanceof Undefined) return text(value, budget);
  throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

function parse(spec: string, value: Value): Spec {
  const found = SPEC.exec(spec);
  if (found === null)
    throw valueError(`Invalid format specifier '${spec}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = found;
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign: sign ?? '',
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? null : Number(precision),
    type: type ?? '',
  };
}

function formatString(value: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec, 'str');
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.align === '=' && !spec.zero)
    throw valueError("'=' alignment not allowed in string format specifier");
  const cut = spec.precision === null ? value : characters(value).slice(0, spec.precision).join('');
  return aligned('', cut, { ...spec, align: spec.align === '=' ? '<' : spec.align }, '<');
}

function unknownCode(spec: Spec, type: string): Error {
  return valueError(`Unknown format code '${spec.type}' for object of type '${type}'`);
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16, d: 10, n: 10, '': 10 };

function formatInt(value: Int, spec: Spec): string {
  if (spec.type !== '' && 'eEfFgG%'.includes(spec.type)) return formatFloat(toReal(value), spec);
  if (spec.type === 'c') return aligned('', character(value), spec, '<');
  const base = BASES[spec.type];
  if (base === undefined) throw unknownCode(spec, 'int');
  if (spec.precision !== null) throw valueError('Precision not allowed in integer format specifier');
  const digits = (value < 0 ? -value : value).toString(base);
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  const shown = spec.type === 'X' ? digits.toUpperCase() : digits;
  return alignNumber(signOf(spec, value < 0) + prefix, shown, '', spec, base === 10 ? 3 : 4);
}

function signOf({ sign }: Spec, negative: boolean): string {
  if (negative) return '-';
  return sign === '+' || sign === ' ' ? sign : '';
}

function formatFloat(value: number, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(spec, negative);
  if (spec.type === '' && spec.precision === null) {
    const shown = floatText(Math.abs(value));
    const cut = shown.search(/[.e]|$/);
    return alignNumber(sign, shown.slice(0, cut), shown.slice(cut), spec, 3);
  }
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) throw unknownCode(spec, 'float');
  const scaledValue = spec.type === '%' ? value * 100 : value;
  const shown =
    spec.type === ''
      ? bare(value, spec.precision ?? 6)
      : realDigits(
          scaledValue,
          spec.type === '%' ? 'f' : spec.type === 'n' ? 'g' : spec.type,
          spec.precision ?? 6,
          spec.alternate,
        );
  const cut = /^\d/.test(shown) ? shown.search(/[.eE]|$/) : shown.length;
  return alignNumber(sign, shown.slice(0, cut), shown.slice(cut) + (spec.type === '%' ? '%' : ''), spec, 3);
}

/** Without a type: as g, but a whole number keeps its `.0`, and the exponent begins one digit earlier. */
function bare(value: number, precision: number): string {
  const shown = realDigits(value, 'g', precision, false);
  if (!/^\d+$/.test(shown)) return shown;
  if (shown.length < Math.max(precision, 1)) return `${shown}.0`;
  const mantissa = shown.replace(/0+$/, '');
  const rest = mantissa.length > 1 ? `.${mantissa.slice(1)}` : '';
  const exponent = shown.length - 1;
  return value === 0 || exponent === 0
    ? exponent === 0 && precision > 1
      ? `${shown}.0`
      : `${shown}e+00`
    : `${mantissa[0]}${rest}e+${String(exponent).padStart(2, '0')}`;
}

function alignNumber(sign: string, whole: string, rest: string, spec: Spec, group: number): string {
  const grouped = (digits: string) =>
    spec.grouping === '' || !/^[0-9a-fA-F]+$/.test(digits)
      ? digits
      : digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${group}})+$)`, 'g'), spec.grouping);
  let body = grouped(whole);
  if (spec.fill === '0' && spec.align === '=' && spec.grouping !== '') {
    // Zeros that fill up are grouped too.
    let digits = whole;
    while (sign.length + grouped(digits).length + rest.length < spec.width) digits = `0${digits}`;
    body = grouped(digits);
  }
  return aligned(sign, body + rest, spec, '>');
}

function aligned(sign: string, body: string, spec: Spec, usual: string): string {
  const lacking = spec.width - textLength(sign) - textLength(body);
  if (lacking <= 0) return sign + body;
  const align = spec.align === '' ? usual : spec.align;
  if (align === '=') return sign + spec.fill.repeat(lacking) + body;
  const left = align === '<' ? 0 : align === '>' ? lacking : Math.floor(lacking / 2);
  return spec.fill.repeat(left) + sign + body + spec.fill.repeat(lacking - left);
}
