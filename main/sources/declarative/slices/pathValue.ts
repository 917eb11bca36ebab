import type { Json } from '../../json.ts';

/** What stands at a path of names and places in lists; undefined: nothing does. */
export function pathValue(value: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found))
      found = /^-?\d+$/.test(step) ? (found.at(Number(step)) as Json | undefined) : undefined;
    else found = Object.hasOwn(found, step) ? (found as { readonly [name: string]: Json })[step] : undefined;
  }
  return found;
}
