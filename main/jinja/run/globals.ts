import { Dict } from '../dict.ts';
import { updateDict } from '../methods/dict.ts';
import { bind } from '../parameters.ts';
import { intOf } from '../python/number.ts';
import { repr } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { Fault, typeError, valueError } from '../templateError.ts';
import { type Arguments, Callable, HostObject, Range, type Value } from '../value.ts';

/** The functions every template knows. */
export function standardGlobals(longestRange: number): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ['range', new Callable('range', (args) => makeRange(args, longestRange))],
    ['dict', new Callable('dict', makeDict)],
    ['namespace', new Callable('namespace', (args) => new Namespace(args))],
    ['cycler', new Callable('cycler', ({ positional }) => new Cycler(positional))],
    [
      'joiner',
      new Callable('joiner', (args) => new Joiner(bind('joiner', [['sep', ', ']], args)[0] ?? ', ')),
    ],
  ]);
}

function makeRange({ positional }: Arguments, longest: number): Range {
  const bounds = positional.map((value) => {
    const int = intOf(value);
    if (int === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
    return Number(int);
  });
  const [first, second, step = 1] = bounds;
  if (first === undefined || bounds.length > 3)
    throw typeError(`range expected 1 to 3 arguments, got ${bounds.length}`);
  if (step === 0) throw valueError('range() arg 3 must not be zero');
  const range = second === undefined ? new Range(0, first, 1) : new Range(first, second, step);
  if (range.length > longest)
    throw new Fault(
      'OverflowError',
      `Range too big. The sandbox blocks ranges larger than ${longest}.`,
      'limit',
    );
  return range;
}

function makeDict(args: Arguments): Dict {
  const dict = new Dict();
  updateDict(dict, args);
  return dict;
}

/** Attributes that a template may set, also from inside a loop. */
class Namespace extends HostObject {
  readonly typeName = 'Namespace';
  private readonly entries = new Dict();
  private printing = false;

  constructor(args: Arguments) {
    super();
    updateDict(this.entries, args);
  }

  attribute(name: string): Value | undefined {
    return this.entries.get(name);
  }

  override item(key: Value): Value | undefined {
    return this.entries.get(key);
  }

  override assign(name: string, value: Value): void {
    this.entries.set(name, value);
  }

  override text(): string {
    if (this.printing) return '<Namespace {...}>';
    this.printing = true;
    const shown = `<Namespace ${repr(this.entries, SHORT)}>`;
    this.printing = false;
    return shown;
  }
}

/** Printing a namespace is for looking at it: what would take long isn't worth it. */
const SHORT = { spend: () => {}, hold: () => {}, fit: () => {} };

class Cycler extends HostObject {
  readonly typeName = 'Cycler';
  private readonly items: readonly Value[];
  private at = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) throw new Fault('RuntimeError', 'at least one item has to be provided');
    this.items = items;
  }

  attribute(name: string): Value | undefined {
    if (name === 'current') return this.items[this.at] ?? null;
    if (name === 'next') return new Callable('next', () => this.next());
    if (name === 'reset') return new Callable('reset', () => this.reset());
    return undefined;
  }

  private next(): Value {
    const item = this.items[this.at] ?? null;
    this.at = (this.at + 1) % this.items.length;
    return item;
  }

  private reset(): null {
    this.at = 0;
    return null;
  }
}

/** Nothing when it is called first, the separator every time after. */
class Joiner extends HostObject {
  readonly typeName = 'Joiner';
  private readonly separator: Value;
  private used = false;

  constructor(separator: Value) {
    super();
    this.separator = separator;
  }

  attribute(): undefined {
    return undefined;
  }

  override call(): Value {
    if (this.used) return this.separator;
    this.used = true;
    return '';
  }
}
