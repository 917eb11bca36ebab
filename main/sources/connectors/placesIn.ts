import { isMap, isPair, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** Finds where in a YAML text a value stands; what isn't there is at the innermost thing around it that is. */
export function placesIn(text: string): (path: readonly PropertyKey[]) => { line: number; column: number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (path) => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      const next = child(node, step);
      if (next === undefined) break;
      const pair = isPair(next);
      offset = (pair ? startOf(next.key) : startOf(next)) ?? offset;
      node = pair ? next.value : next;
    }
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
}

function child(node: unknown, step: PropertyKey) {
  if (isMap(node))
    return node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  return isSeq(node) ? node.items[Number(step)] : undefined;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return (node as ParsedNode).range?.[0];
}
