import type { Value } from '../../../../jinja/value.ts';
import type { Pairs } from '../../../http/http.ts';
import type { JsonObject } from '../../../json.ts';
import { JsonDict } from './jsonDict.ts';
import { readLinks } from './links.ts';

/** Response headers by name, whatever the case; `link` is the parsed Link header. */
export class HeadersDict extends JsonDict {
  private readonly names: ReadonlyMap<string, string>;

  constructor(headers: Pairs) {
    const told = new Map<string, string>();
    const names = new Map<string, string>();
    for (const [name, value] of headers) {
      const first = names.get(name.toLowerCase());
      const before = first === undefined ? undefined : told.get(first);
      if (first === undefined) names.set(name.toLowerCase(), name);
      told.set(first ?? name, before === undefined ? value : `${before}, ${value}`);
    }
    const link = told.get(names.get('link') ?? '');
    const entries: JsonObject = { ...Object.fromEntries(told), link: readLinks(link ?? '') };
    super(entries);
    this.names = names;
  }

  override get(key: Value): Value | undefined {
    return super.get(key) ?? (typeof key === 'string' ? super.get(this.written(key)) : undefined);
  }

  override has(key: Value): boolean {
    return super.has(key) || (typeof key === 'string' && super.has(this.written(key)));
  }

  private written(name: string): string {
    return this.names.get(name.toLowerCase()) ?? name;
  }
}
