import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { ParsedYaml } from './parseYaml.ts';

export type Path = readonly PropertyKey[];

/**
 * Where to point for a fault at `path`: its value, or its key when the fault is the key itself. What isn't in the
 * file is pointed at by the innermost thing around it that is: for a missing key, the top of its mapping.
 */
export function locate(
  parsed: ParsedYaml,
  path: Path,
  point: 'key' | 'value',
): { line: number; column: number } {
  let node: unknown = parsed.document.contents;
  let offset = start(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const around = isAlias(node) ? node.resolve(parsed.document) : node;
    const found = child(around, step);
    if (found === undefined) break;
    const key = isPair(found) ? start(found.key) : undefined;
    node = isPair(found) ? found.value : found;
    const last = depth === path.length - 1;
    offset = (last && point === 'key' ? key : (start(node) ?? key)) ?? offset;
  }
  return parsed.at(offset);
}

function child(node: unknown, step: PropertyKey): Pair | Node | undefined {
  if (isMap(node)) return node.items.find((pair) => keyName(pair.key) === String(step));
  if (isSeq(node)) {
    const item: unknown = node.items[Number(step)];
    return item as Node | undefined;
  }
  return undefined;
}

export function keyName(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function start(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range = node.range as [number, number, number] | null | undefined;
  return range?.[0];
}
