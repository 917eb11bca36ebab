import { Dict } from './dict.ts';
import type { Value } from './value.ts';

/** Python's set, in order of insertion. */
export class SetValue {
  private readonly members = new Dict();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  get size(): number {
    return this.members.size;
  }

  has(value: Value): boolean {
    return this.members.has(value);
  }

  add(value: Value): void {
    if (!this.members.has(value)) this.members.set(value, null);
  }

  delete(value: Value): boolean {
    return this.members.delete(value);
  }

  clear(): void {
    this.members.clear();
  }

  values(): IterableIterator<Value> {
    return this.members.keys();
  }
}
