import { Fault, valueError } from '../templateError.ts';
import type { Arguments, Budget, Value } from '../value.ts';
import { formatValue } from './formatSpec.ts';
import { repr, text } from './text.ts';

/** Reads one step of a field name such as `{0.name[key]}`; the sandbox decides what may be read. */
export interface FieldReader {
  attribute(owner: Value, name: string): Value;
  item(owner: Value, key: Value): Value;
}

type Convert = (value: Value, spec: string) => string;

/** str.format. Values are reached through `read` only. */
export function braceFormat(
  pattern: string,
  args: Arguments,
  read: FieldReader,
  budget: Budget,
  convert: Convert = (value, spec) => formatValue(value, spec, budget),
): string {
  const counter = { next: 0, manual: false };
  const result = expand(pattern, args, read, budget, convert, counter, 2);
  budget.hold(result.length);
  return result;
}

interface Counter {
  next: number;
  manual: boolean;
}

function expand(
  pattern: string,
  args: Arguments,
  read: FieldReader,
  budget: Budget,
  convert: Convert,
  counter: Counter,
  depth: number,
): string {
  if (depth < 1) throw valueError('Max string recursion exceeded');
  let result = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at];
    if (character !== '{' && character !== '}') {
      const next = pattern.slice(at).search(/[{}]/);
      const end = next === -1 ? pattern.length : at + next;
      result += pattern.slice(at, end);
      at = end;
    } else if (pattern[at + 1] === character) {
      result += character;
      at += 2;
    } else if (character === '}') {
      throw valueError("Single '}' encountered in format string");
    } else {
      const end = closing(pattern, at);
      result += field(pattern.slice(at + 1, end), args, read, budget, convert, counter, depth);
      budget.hold(result.length);
      at = end + 1;
    }
  }
  return result;
}

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === '[') {
      const close = pattern.indexOf(']', at);
      // Inside brackets braces mean nothing, but only in the name, not in the spec.
      if (depth === 1 && close !== -1 && !pattern.slice(open, at).includes(':')) at = close;
    } else if (pattern[at] === '{') depth += 1;
    else if (pattern[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw valueError(
    open === pattern.length - 1
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

const FIELD = /^((?:[^[\]!:{}]|\[[^\]]*\])*)(?:!([\s\S]*?))?(?::([\s\S]*))?$/;

function field(
  source: string,
  args: Arguments,
  read: FieldReader,
  budget: Budget,
  convert: Convert,
  counter: Counter,
  depth: number,
): string {
  budget.spend(1);
  const found = FIELD.exec(source);
  if (found === null) throw valueError("unexpected '{' in field name");
  const [, name = '', conversion, spec = ''] = found;
  const value = converted(reached(name, args, read, counter), conversion, budget);
  const full =
    spec.includes('{') || spec.includes('}')
      ? expand(spec, args, read, budget, convert, counter, depth - 1)
      : spec;
  return convert(value, full);
}

function converted(value: Value, conversion: string | undefined, budget: Budget): Value {
  if (conversion === undefined) return value;
  if (conversion === 's') return text(value, budget);
  if (conversion === 'r' || conversion === 'a') return repr(value, budget);
  throw valueError(`Unknown conversion specifier '${conversion}'`);
}

function reached(path: string, args: Arguments, read: FieldReader, counter: Counter): Value {
  const head = /^[^.[]*/.exec(path)?.[0] ?? '';
  let value = start(head, args, counter);
  const steps = path.slice(head.length);
  const STEP = /\.([^.[]+)|\[([^\]]+)\]/y;
  while (STEP.lastIndex < steps.length) {
    const step = STEP.exec(steps);
    if (step === null) throw valueError('Empty attribute in format string');
    const [, attribute, key = ''] = step;
    value =
      attribute === undefined
        ? read.item(value, /^\d+$/.test(key) ? Number(key) : key)
        : read.attribute(value, attribute);
  }
  return value;
}

function start(head: string, args: Arguments, counter: Counter): Value {
  if (head !== '' && !/^\d+$/.test(head)) {
    const value = args.named.get(head);
    if (value === undefined) throw new Fault('KeyError', `'${head}'`);
    return value;
  }
  if (head === '' && counter.manual)
    throw valueError('cannot switch from manual field specification to automatic field numbering');
  if (head !== '' && counter.next > 0)
    throw valueError('cannot switch from automatic field numbering to manual field specification');
  if (head !== '') counter.manual = true;
  const index = head === '' ? counter.next++ : Number(head);
  const value = args.positional[index];
  if (value === undefined)
    throw new Fault('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  return value;
}
