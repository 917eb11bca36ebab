import type { Statement } from './nodes.ts';

/** Visits the nodes directly inside a node, in the order they are written down in it. */
export function eachChild(node: object, visit: (child: object) => void): void {
  for (const part of Object.values(node)) if (typeof part === 'object' && part !== null) eachIn(part, visit);
}

function eachIn(part: object, visit: (child: object) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) if (typeof item === 'object' && item !== null) eachIn(item, visit);
  } else if ('kind' in part && 'at' in part) visit(part);
  // Arguments, branches, parameters: parts of a node that are no nodes. Values of constants are neither.
  else if (Object.getPrototypeOf(part) === Object.prototype) eachChild(part, visit);
}

/** Which of these names the statements read. */
export function namesRead(statements: readonly Statement[], names: readonly string[]): ReadonlySet<string> {
  const read = new Set<string>();
  const visit = (node: object) => {
    if ('kind' in node && node.kind === 'block') return;
    if ('kind' in node && node.kind === 'name' && 'name' in node && typeof node.name === 'string') {
      if (names.includes(node.name)) read.add(node.name);
      return;
    }
    eachChild(node, visit);
  };
  for (const statement of statements) visit(statement);
  return read;
}
