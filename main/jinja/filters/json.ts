import { Dict } from '../dict.ts';
import { floatText } from '../python/floatText.ts';
import { floatOf, intOf, intText } from '../python/number.ts';
import { sortValues } from '../python/sort.ts';
import { stringOf } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { overLimit, typeError, valueError } from '../templateError.ts';
import { type Budget, Tuple, type Value } from '../value.ts';

const MARKS: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  "'": '\\u0027',
};

/** json.dumps with sorted keys, safe inside HTML. */
export function json(value: Value, indent: Value, budget: Budget): string {
  const string = stringOf(value);
  const written =
    string === undefined ? write(value, indentUnit(indent, budget), '\n', budget, []) : quoted(string);
  budget.hold(written.length);
  return written.replace(/[<>&']/g, (mark) => MARKS[mark] ?? mark);
}

function indentUnit(indent: Value, budget: Budget): string | null {
  if (indent === null) return null;
  const count = intOf(indent);
  if (count === undefined) {
    const unit = stringOf(indent);
    if (unit !== undefined) return unit;
    throw typeError(`can't multiply sequence by non-int of type '${typeName(indent)}'`);
  }
  budget.hold(Math.max(0, Number(count)));
  return ' '.repeat(Math.max(0, Number(count)));
}

const DEEPEST = 500;

function write(
  value: Value,
  unit: string | null,
  line: string,
  budget: Budget,
  inside: readonly Value[],
): string {
  budget.spend(1);
  const scalar = scalarText(value);
  if (scalar !== undefined) return scalar;
  if (inside.includes(value)) throw valueError('Circular reference detected');
  if (inside.length > DEEPEST) throw overLimit('a value is nested too deeply to be written as JSON');
  const within = [...inside, value];
  const inner = unit === null ? line : line + unit;
  const wrap = (open: string, close: string, parts: readonly string[]) => {
    if (parts.length === 0) return open + close;
    const written =
      unit === null
        ? `${open}${parts.join(', ')}${close}`
        : `${open}${inner}${parts.join(`,${inner}`)}${line}${close}`;
    budget.hold(written.length);
    return written;
  };
  if (Array.isArray(value) || value instanceof Tuple) {
    const items = Array.isArray(value) ? value : value.items;
    return wrap(
      '[',
      ']',
      items.map((item) => write(item, unit, inner, budget, within)),
    );
  }
  if (value instanceof Dict) {
    const keys = Array.from(value.keys());
    const sorted = sortValues(keys, keys, false, budget);
    const parts = sorted.map(
      (key) => `${keyText(key)}: ${write(value.get(key) ?? null, unit, inner, budget, within)}`,
    );
    return wrap('{', '}', parts);
  }
  throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
}

function scalarText(value: Value): string | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const string = stringOf(value);
  if (string !== undefined) return quoted(string);
  const float = floatOf(value);
  if (float !== undefined) return realText(float);
  const int = intOf(value);
  return int === undefined ? undefined : intText(int);
}

function realText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return floatText(value);
}

function keyText(key: Value): string {
  const string = stringOf(key);
  if (string !== undefined) return quoted(string);
  const scalar = scalarText(key);
  if (scalar === undefined)
    throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  return `"${scalar}"`;
}

/** Only ASCII leaves: everything else as \\uXXXX. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
