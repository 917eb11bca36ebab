import type { Value } from '../../../../jinja/value.ts';
import type { Slice } from '../../parts.ts';
import { JsonDict } from './jsonDict.ts';

/** A slice as templates see it: what partition and cursor say side by side, and each of them by its name. */
export class SliceDict extends JsonDict {
  private readonly parts: Readonly<Record<string, JsonDict>>;

  constructor(slice: Slice) {
    super({ ...slice.partition, ...slice.cursor });
    const partition = new JsonDict(slice.partition);
    this.parts = {
      partition,
      _partition: partition,
      cursor_slice: new JsonDict(slice.cursor),
      extra_fields: new JsonDict(slice.extra),
    };
  }

  override get(key: Value): Value | undefined {
    const own = super.get(key);
    if (own !== undefined || typeof key !== 'string' || !Object.hasOwn(this.parts, key)) return own;
    return this.parts[key];
  }
}
