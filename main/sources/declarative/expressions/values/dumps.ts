import { Dict } from '../../../../jinja/dict.ts';
import { floatText } from '../../../../jinja/python/floatText.ts';
import { floatOf, intOf, intText } from '../../../../jinja/python/number.ts';
import { stringOf } from '../../../../jinja/python/text.ts';
import { Fault, typeError } from '../../../../jinja/templateError.ts';
import { type Budget, Tuple, type Value } from '../../../../jinja/value.ts';

const DEEPEST = 200;

/** `json.dumps` of a value: spaced as Python does it, in ASCII; what JSON has no word for raises Python's error. */
export function dumps(value: Value, budget: Budget, depth = 0): string {
  if (depth > DEEPEST) throw new Fault('ValueError', 'Circular reference detected');
  const scalar = scalarText(value);
  if (scalar !== undefined) {
    budget.hold(scalar.length);
    return scalar;
  }
  const inner = (one: Value) => dumps(one, budget, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof Tuple) return `[${value.items.map(inner).join(', ')}]`;
  if (value instanceof Dict)
    return `{${Array.from(value.entries(), ([key, one]) => `${keyText(key)}: ${inner(one)}`).join(', ')}}`;
  throw typeError('Object is not JSON serializable');
}

function scalarText(value: Value): string | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  const float = floatOf(value);
  if (float !== undefined) return floatText(float);
  const int = intOf(value);
  if (int !== undefined) return intText(int);
  const text = stringOf(value);
  return text === undefined ? undefined : quoted(text);
}

function keyText(key: Value): string {
  const text = stringOf(key) ?? scalarText(key);
  if (text === undefined) throw typeError('keys must be str, int, float, bool or None');
  return quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
