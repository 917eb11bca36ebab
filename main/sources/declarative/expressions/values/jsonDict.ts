import { Dict } from '../../../../jinja/dict.ts';
import type { Value } from '../../../../jinja/value.ts';
import type { Json, JsonObject } from '../../../json.ts';

/** A number of JSON is an int where it is whole. */
export function toValue(json: Json): Value {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(toValue);
  return new JsonDict(json as JsonObject);
}

/**
 * A JSON object as a dict, each member turned into a value when it is first asked for: a template looks at two members of a
 * record that may have hundreds. Once it is changed or gone through it becomes an ordinary dict; the object itself never
 * changes.
 */
export class JsonDict extends Dict {
  private source: JsonObject | null;
  private readonly known = new Map<string, Value>();

  constructor(source: JsonObject) {
    super();
    this.source = source;
  }

  override get size(): number {
    return this.source === null ? super.size : Object.keys(this.source).length;
  }

  override get(key: Value): Value | undefined {
    if (this.source === null || typeof key !== 'string') return this.read().full(key);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.source, key)) return undefined;
    const value = toValue(this.source[key] ?? null);
    this.known.set(key, value);
    return value;
  }

  override has(key: Value): boolean {
    if (this.source === null || typeof key !== 'string') {
      this.read();
      return super.has(key);
    }
    return Object.hasOwn(this.source, key);
  }

  override set(key: Value, value: Value): void {
    this.read();
    super.set(key, value);
  }

  override delete(key: Value): boolean {
    this.read();
    return super.delete(key);
  }

  override clear(): void {
    this.source = null;
    super.clear();
  }

  override entries(): IterableIterator<readonly [Value, Value]> {
    this.read();
    return super.entries();
  }

  override keys(): IterableIterator<Value> {
    this.read();
    return super.keys();
  }

  override values(): IterableIterator<Value> {
    this.read();
    return super.values();
  }

  private full(key: Value): Value | undefined {
    return super.get(key);
  }

  private read(): this {
    const { source } = this;
    if (source === null) return this;
    this.source = null;
    for (const [name, value] of Object.entries(source))
      super.set(name, this.known.get(name) ?? toValue(value));
    return this;
  }
}
