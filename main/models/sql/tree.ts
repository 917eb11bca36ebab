/** A part of a parse tree, as Postgres' own parser writes it: `{ "ColumnRef": { "fields": […], "location": 7 } }`. */
export type Tree = { readonly [key: string]: unknown };

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands below one of a node's keys: nothing, one node, or a list of them. */
export function below(node: Tree, key: string): Tree | null {
  const value = node[key];
  return isTree(value) ? value : null;
}

export function listBelow(node: Tree, key: string): readonly Tree[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isTree) : [];
}

export function textBelow(node: Tree, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

export function locationOf(node: Tree): number {
  const value = node['location'];
  return typeof value === 'number' ? value : -1;
}

/** The inner node, where a wrapper is of this kind: `only(node, 'ColumnRef')`. */
export function only(wrapper: Tree | null, kind: string): Tree | null {
  return wrapper === null ? null : below(wrapper, kind);
}

/** Texts of a list of `String` nodes: a name in parts. */
export function names(node: Tree, key: string): readonly string[] {
  return listBelow(node, key).map((part) => textBelow(only(part, 'String') ?? {}, 'sval'));
}

export type Visit = (kind: string, node: Tree, above: readonly Step[]) => void;

export interface Step {
  readonly kind: string;
  readonly node: Tree;
}

/** Every node with its kind, outer before inner; `above` from the root down. */
export function walk(value: unknown, visit: Visit, above: readonly Step[] = []): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit, above);
    return;
  }
  if (!isTree(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    // Kinds begin with a capital letter, fields don't.
    if (isTree(inner) && /^[A-Z]/.test(key)) {
      visit(key, inner, above);
      walk(inner, visit, [...above, { kind: key, node: inner }]);
    } else walk(inner, visit, above);
  }
}
