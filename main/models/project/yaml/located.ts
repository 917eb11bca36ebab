import type { Plain } from '../plain.ts';
import type { Place, Position } from '../problem.ts';

export interface Entry {
  readonly keyAt: Position;
  readonly value: Located;
}

/** A value of a YAML file that remembers where it stands. */
export interface Located {
  readonly file: string;
  readonly at: Position;
  readonly content:
    | { readonly kind: 'scalar'; readonly value: null | boolean | bigint | number | string }
    | { readonly kind: 'list'; readonly items: readonly Located[] }
    | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry> };
}

export function placeOf(located: Located): Place {
  return { file: located.file, ...located.at };
}

export function child(located: Located | undefined, ...names: string[]): Located | undefined {
  if (located?.content.kind !== 'map') return undefined;
  for (const name of names) {
    const entry = located.content.entries.get(name);
    if (entry !== undefined) return entry.value;
  }
  return undefined;
}

export function has(located: Located | undefined, name: string): boolean {
  return located?.content.kind === 'map' && located.content.entries.has(name);
}

/** The items of a list; nothing at all reads as no items. */
export function items(located: Located | undefined): readonly Located[] {
  return located?.content.kind === 'list' ? located.content.items : [];
}

export function entriesOf(located: Located | undefined): readonly (readonly [string, Entry])[] {
  return located?.content.kind === 'map' ? [...located.content.entries] : [];
}

export function text(located: Located | undefined): string | undefined {
  if (located?.content.kind !== 'scalar') return undefined;
  const { value } = located.content;
  if (value === null) return undefined;
  return typeof value === 'string' ? value : String(value);
}

export function isNull(located: Located | undefined): boolean {
  return located?.content.kind === 'scalar' && located.content.value === null;
}

export function plainOf(located: Located): Plain {
  const { content } = located;
  if (content.kind === 'scalar') return content.value;
  if (content.kind === 'list') return content.items.map(plainOf);
  return Object.fromEntries([...content.entries].map(([key, entry]) => [key, plainOf(entry.value)]));
}

export function plainChild(located: Located | undefined, ...names: string[]): Plain | undefined {
  const found = child(located, ...names);
  return found === undefined ? undefined : plainOf(found);
}
