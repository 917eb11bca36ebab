import { keyOrder } from './keyOrder.ts';

/** A value with its keys in the order in which they are written, and nothing that is undefined. */
export function inOrder(value: unknown, path: readonly (string | number)[] = []): unknown {
  if (Array.isArray(value)) return value.map((one, index) => inOrder(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  const order = keyOrder(path);
  const rank = (key: string) => {
    const at = order?.indexOf(key) ?? 0;
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, one]) => [key, inOrder(one, [...path, key])]),
  );
}

/** Whether two values of JSON say the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => same(one, b[index]));
  const mine = entries(a);
  const theirs = new Map(entries(b));
  return (
    mine.length === theirs.size && mine.every(([key, one]) => theirs.has(key) && same(one, theirs.get(key)))
  );
}

function entries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}
