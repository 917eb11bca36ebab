import { Dict } from '../dict.ts';
import { SetValue } from '../set.ts';
import { overLimit } from '../templateError.ts';
import {
  type Budget,
  Callable,
  HostObject,
  Markup,
  Once,
  Range,
  Tuple,
  Undefined,
  type Value,
  View,
} from '../value.ts';
import { escapeHtml } from './characters.ts';
import { floatText } from './floatText.ts';
import { floatOf, intOf, intText } from './number.ts';
import { typeName } from './typeName.ts';

/** The characters of a str, escaped or not; undefined for any other value. */
export function stringOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** str(value). */
export function text(value: Value, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return '';
  if (value instanceof HostObject && value.text !== undefined) return value.text();
  return repr(value, budget);
}

/** str(value), escaped unless it already is. */
export function escapedText(value: Value, budget: Budget): string {
  return value instanceof Markup ? value.text : escapeHtml(text(value, budget));
}

/** repr(value). */
export function repr(value: Value, budget: Budget): string {
  return describe(value, budget, []);
}

const DEEPEST = 500;

function describe(value: Value, budget: Budget, inside: readonly Value[]): string {
  budget.spend(1);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const float = floatOf(value);
  if (float !== undefined) return floatText(float);
  const int = intOf(value);
  if (int !== undefined) return intText(int);
  if (typeof value === 'string') return quoted(value, budget);
  if (value instanceof Markup) return `Markup(${quoted(value.text, budget)})`;
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Callable) return value.text;
  if (value instanceof HostObject) return value.repr?.() ?? value.text?.() ?? `<${value.typeName} object>`;
  if (value instanceof Once) return '<generator object>';
  if (value instanceof Range)
    return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
  return describeContainer(value, budget, inside);
}

function describeContainer(value: Value, budget: Budget, inside: readonly Value[]): string {
  if (inside.includes(value)) return Array.isArray(value) ? '[...]' : value instanceof Dict ? '{...}' : '...';
  if (inside.length > DEEPEST) throw overLimit('a value is nested too deeply to be printed');
  const within = [...inside, value];
  const each = (items: Iterable<Value>) =>
    Array.from(items, (item) => describe(item, budget, within)).join(', ');
  const pairs = (dict: Dict) =>
    Array.from(
      dict.entries(),
      ([key, item]) => [describe(key, budget, within), describe(item, budget, within)] as const,
    );
  if (Array.isArray(value)) return held(`[${each(value)}]`, budget);
  if (value instanceof Tuple)
    return held(`(${each(value.items)}${value.items.length === 1 ? ',' : ''})`, budget);
  if (value instanceof Dict)
    return held(
      `{${pairs(value)
        .map((pair) => pair.join(': '))
        .join(', ')}}`,
      budget,
    );
  if (value instanceof SetValue)
    return value.size === 0 ? 'set()' : held(`{${each(value.values())}}`, budget);
  if (!(value instanceof View)) return typeName(value);
  if (value.part === 'keys') return held(`dict_keys([${each(value.dict.keys())}])`, budget);
  if (value.part === 'values') return held(`dict_values([${each(value.dict.values())}])`, budget);
  return held(
    `dict_items([${pairs(value.dict)
      .map((pair) => `(${pair.join(', ')})`)
      .join(', ')}])`,
    budget,
  );
}

function held(shown: string, budget: Budget): string {
  budget.hold(shown.length);
  return shown;
}

const UNPRINTABLE = /[\p{C}\p{Z}\\'"]/u;
const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function quoted(value: string, budget: Budget): string {
  budget.hold(value.length);
  if (!UNPRINTABLE.test(value)) return `'${value}'`;
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const shown = Array.from(value, (character) => {
    if (character === ' ') return character;
    if (character === quote) return `\\${character}`;
    if (character === "'" || character === '"') return character;
    return NAMED_ESCAPES[character] ?? (UNPRINTABLE.test(character) ? escaped(character) : character);
  });
  return `${quote}${shown.join('')}${quote}`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
