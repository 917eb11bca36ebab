import type { Expression, Statement } from './nodes.ts';

type AnyNode = Expression | Statement;

function isNode(part: object): part is AnyNode {
  return 'kind' in part && 'at' in part;
}

/** The nodes directly inside a node, in the order they are written down in it. */
export function* childrenOf(node: object): Generator<object> {
  for (const part of Object.values(node)) yield* nodesIn(part);
}

function* nodesIn(part: unknown): Generator<object> {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) for (const item of part) yield* nodesIn(item);
  else if (isNode(part)) yield part;
  else if (isPlain(part)) yield* childrenOf(part);
}

/** Arguments, branches, parameters: parts of a node that are no nodes. Values of constants are neither. */
function isPlain(part: object): boolean {
  return Object.getPrototypeOf(part) === Object.prototype;
}

/** Which of these names the statements read before they set them themselves. */
export function namesRead(statements: readonly Statement[], names: readonly string[]): ReadonlySet<string> {
  const open = new Set(names);
  const read = new Set<string>();
  const visit = (node: object) => {
    if ('kind' in node && node.kind === 'block') return;
    if ('kind' in node && node.kind === 'name' && 'name' in node && typeof node.name === 'string') {
      if (open.has(node.name)) read.add(node.name);
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const statement of statements) visit(statement);
  return read;
}
