import { type HashIds, hashKey } from './python/hashKey.ts';
import type { Value } from './value.ts';

interface Entry {
  readonly key: Value;
  value: Value;
}

/** Python's dict: any hashable key, in order of insertion; 1, 1.0 and True are one key. */
export class Dict {
  private readonly index = new Map<unknown, Entry>();
  private readonly ids: HashIds = new Map();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  /** From an object's own enumerable properties; the values are taken as they are. */
  static of(record: Readonly<Record<string, Value>>): Dict {
    return new Dict(Object.entries(record));
  }

  get size(): number {
    return this.index.size;
  }

  get(key: Value): Value | undefined {
    return this.index.get(hashKey(key, this.ids))?.value;
  }

  has(key: Value): boolean {
    return this.index.has(hashKey(key, this.ids));
  }

  set(key: Value, value: Value): void {
    const hash = hashKey(key, this.ids);
    const entry = this.index.get(hash);
    if (entry === undefined) this.index.set(hash, { key, value });
    else entry.value = value;
  }

  delete(key: Value): boolean {
    return this.index.delete(hashKey(key, this.ids));
  }

  clear(): void {
    this.index.clear();
  }

  *entries(): IterableIterator<readonly [Value, Value]> {
    for (const { key, value } of this.index.values()) yield [key, value];
  }

  *keys(): IterableIterator<Value> {
    for (const { key } of this.index.values()) yield key;
  }

  *values(): IterableIterator<Value> {
    for (const { value } of this.index.values()) yield value;
  }
}
