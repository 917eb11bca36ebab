import { after, type Later } from '../later.ts';
import { equal } from '../python/compare.ts';
import { typeError } from '../templateError.ts';
import {
  type Arguments,
  type Budget,
  Callable,
  type CallSite,
  HostObject,
  type Pull,
  Tuple,
  Undefined,
  type Value,
} from '../value.ts';

interface LoopParts {
  readonly pull: Pull;
  /** Of what is gone through, where it is known without going through it. */
  length(): number | undefined;
  readonly again: ((items: Value, site: CallSite) => Later<Value>) | undefined;
  readonly depth: number;
  readonly budget: Budget;
}

/** The variable `loop`. It looks one item ahead only when asked for what lies ahead. */
export class LoopState extends HostObject {
  readonly typeName = 'LoopContext';
  private readonly parts: LoopParts;
  private index = -1;
  private current: Value | undefined;
  private previous: Value | undefined;
  /** Taken from the source and not yet begun. */
  private readonly ahead: Value[] = [];
  private exhausted = false;
  private lastChanged: Value | undefined;

  constructor(parts: LoopParts) {
    super();
    this.parts = parts;
  }

  /** Whether any round came to its end: one left by `break` or `continue` doesn't count, so `else` still has its turn. */
  completed = false;

  /** The next item, or undefined at the end. */
  advance(): Later<Value | undefined> {
    const waiting = this.ahead.shift();
    return after(waiting === undefined ? this.pull() : waiting, (item) => {
      if (item === undefined) return undefined;
      this.index += 1;
      this.previous = this.current;
      this.current = item;
      return item;
    });
  }

  private pull(): Later<Value | undefined> {
    if (this.exhausted) return undefined;
    return after(this.parts.pull(), (item) => {
      this.exhausted = item === undefined;
      return item;
    });
  }

  private peek(): Later<Value | undefined> {
    const [waiting] = this.ahead;
    if (waiting !== undefined) return waiting;
    return after(this.pull(), (item) => {
      if (item !== undefined) this.ahead.push(item);
      return item;
    });
  }

  private length_(): Later<number> {
    const known = this.parts.length();
    if (known !== undefined) return known;
    return after(this.pull(), (item) => {
      if (item === undefined) return this.index + 1 + this.ahead.length;
      this.ahead.push(item);
      return this.length_();
    });
  }

  attribute(name: string): Later<Value> | undefined {
    switch (name) {
      case 'index':
        return this.index + 1;
      case 'index0':
        return this.index;
      case 'first':
        return this.index === 0;
      case 'depth':
        return this.parts.depth;
      case 'depth0':
        return this.parts.depth - 1;
      case 'length':
        return this.length_();
      case 'revindex':
        return after(this.length_(), (length) => length - this.index);
      case 'revindex0':
        return after(this.length_(), (length) => length - this.index - 1);
      case 'last':
        return after(this.peek(), (item) => item === undefined);
      case 'previtem':
        return this.previous === undefined
          ? new Undefined('previtem', 'there is no previous item')
          : this.previous;
      case 'nextitem':
        return after(this.peek(), (item) =>
          item === undefined ? new Undefined('nextitem', 'there is no next item') : item,
        );
      case 'cycle':
        return new Callable('cycle', ({ positional }) => this.cycle(positional));
      case 'changed':
        return new Callable('changed', ({ positional }) => this.changed(positional));
      default:
        return undefined;
    }
  }

  private cycle(values: readonly Value[]): Value {
    const value = values[this.index % values.length];
    if (value === undefined) throw typeError('no items for cycling given');
    return value;
  }

  private changed(values: readonly Value[]): Value {
    const now = new Tuple(values);
    const same = this.lastChanged !== undefined && equal(this.lastChanged, now, this.parts.budget);
    this.lastChanged = now;
    return !same;
  }

  override length(): number {
    return this.parts.length() ?? this.index + 1 + this.ahead.length;
  }

  override isTrue(): boolean {
    return true;
  }

  override call({ positional }: Arguments, site: CallSite): Later<Value> {
    if (this.parts.again === undefined)
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    const [items] = positional;
    if (items === undefined) throw typeError("loop() missing 1 required positional argument: 'iterable'");
    return this.parts.again(items, site);
  }

  override text(): string {
    return `<LoopContext ${this.index + 1}/${this.length()}>`;
  }
}
