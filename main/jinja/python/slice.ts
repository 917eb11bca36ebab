import { typeError, valueError } from '../templateError.ts';
import { type Budget, Markup, Range, Tuple, Undefined, type Value } from '../value.ts';
import { characters, textLength } from './characters.ts';
import { undefinedFault } from './faults.ts';
import { intOf } from './number.ts';
import { stringOf } from './text.ts';
import { typeName } from './typeName.ts';

export interface Bounds {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** value[start:stop:step]. */
export function slice(value: Value, bounds: Bounds, budget: Budget): Value {
  const string = stringOf(value);
  if (string !== undefined) {
    const cut = sliceText(string, bounds, budget);
    return value instanceof Markup ? new Markup(cut) : cut;
  }
  if (Array.isArray(value)) return pick(value, bounds, budget);
  if (value instanceof Tuple) return new Tuple(pick(value.items, bounds, budget));
  if (value instanceof Range) return sliceRange(value, bounds);
  if (value instanceof Undefined) throw undefinedFault(value);
  if (typeName(value) === 'dict') throw typeError("unhashable type: 'slice'");
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}

function sliceText(text: string, bounds: Bounds, budget: Budget): string {
  const { start, stop, step } = indices(bounds, textLength(text));
  if (step === 1 && textLength(text) === text.length) {
    const cut = text.slice(start, Math.max(start, stop));
    budget.hold(cut.length);
    return cut;
  }
  budget.spend(text.length / 4);
  return pick(characters(text), bounds, budget).join('');
}

function pick<T>(items: readonly T[], bounds: Bounds, budget: Budget): T[] {
  const { start, stop, step } = indices(bounds, items.length);
  if (step === 1) {
    const cut = items.slice(start, Math.max(start, stop));
    budget.hold(cut.length);
    return cut;
  }
  const cut: T[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    const item = items[at];
    if (item !== undefined) cut.push(item);
  }
  budget.hold(cut.length);
  return cut;
}

function sliceRange(range: Range, bounds: Bounds): Range {
  const { start, stop, step } = indices(bounds, range.length);
  return new Range(range.at(start), range.at(stop), range.step * step);
}

function indices(bounds: Bounds, length: number): { start: number; stop: number; step: number } {
  const step = whole(bounds.step) ?? 1;
  if (step === 0) throw valueError('slice step cannot be zero');
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (bound: Value, usual: number) => {
    const index = whole(bound);
    if (index === undefined) return usual;
    return index < 0 ? Math.max(index + length, lowest) : Math.min(index, highest);
  };
  return {
    start: place(bounds.start, step > 0 ? lowest : highest),
    stop: place(bounds.stop, step > 0 ? highest : lowest),
    step,
  };
}

function whole(bound: Value): number | undefined {
  if (bound === null) return undefined;
  const int = intOf(bound);
  if (int === undefined)
    throw typeError('slice indices must be integers or None or have an __index__ method');
  return Math.max(-1e15, Math.min(1e15, Number(int)));
}
