import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Path } from '../problem.ts';
import { same } from './inOrder.ts';
import { keyOrder } from './keyOrder.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Makes a document say `next` where it said `old`; whatever says the same already is not touched. */
export function mergeMap(doc: Document, map: YAMLMap, old: Mapping, next: Mapping, path: Path): void {
  const order = keyOrder(path);
  for (const key of [...map.items].map(keyOf))
    if (next[key] === undefined && (order === null || order.includes(key))) remove(map, key);
  for (const [key, value] of Object.entries(next)) {
    if (value === undefined) continue;
    const before = own(old, key);
    if (map.has(key) && same(before, value)) continue;
    const at = map.items.findIndex((pair) => keyOf(pair) === key);
    const pair = map.items[at];
    if (pair === undefined) insert(map, doc.createPair(key, value, FRESH) as Pair<unknown, unknown>, order);
    else pair.value = merged(doc, pair.value, before, value, [...path, key]);
  }
}

const FRESH = { aliasDuplicateObjects: false } as const;

function merged(doc: Document, node: unknown, old: unknown, next: unknown, path: Path): unknown {
  if (isMap(node) && isMapping(next)) {
    mergeMap(doc, node, isMapping(old) ? old : {}, next, path);
    return node;
  }
  if (isSeq(node) && Array.isArray(next)) {
    mergeSeq(doc, node, Array.isArray(old) ? old : [], next, path);
    return node;
  }
  const fresh = doc.createNode(next, FRESH) as Node;
  if (!isScalar(node)) return fresh;
  // On the line of the value stands its comment; a list in its place begins on the next.
  if (isScalar(fresh)) {
    fresh.comment = node.comment ?? null;
    const quotes = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
    const block = node.type === Scalar.BLOCK_LITERAL && typeof next === 'string' && next.includes('\n');
    if (typeof next === 'string' && (quotes || block) && node.type) fresh.type = node.type;
  } else fresh.commentBefore = node.comment ?? node.commentBefore ?? null;
  if (isScalar(fresh)) fresh.commentBefore = node.commentBefore ?? null;
  if (node.spaceBefore === true) fresh.spaceBefore = true;
  return fresh;
}

/** Items keep their nodes, and so their comments, wherever they go: steps by their names, others by what they say. */
function mergeSeq(
  doc: Document,
  seq: YAMLSeq,
  old: readonly unknown[],
  next: readonly unknown[],
  path: Path,
): void {
  const nodes = [...seq.items];
  const free = new Map<string, number[]>();
  for (const [index, one] of old.entries()) {
    const id = identity(one);
    free.set(id, [...(free.get(id) ?? []), index]);
  }
  const taken = next.map((value) => free.get(identity(value))?.shift());
  const used = new Set(taken);
  const spaced = nodes.length > 1 && nodes.slice(1).every(isSpaced);
  seq.items = next.map((value, index) => {
    // One that got another name, or another value, at its old place.
    const from = taken[index] ?? (old.length === next.length && !used.has(index) ? index : undefined);
    const node = from === undefined ? undefined : nodes[from];
    if (from === undefined || node === undefined) {
      return doc.createNode(value, FRESH);
    }
    return same(old[from], value) ? node : merged(doc, node, old[from], value, [...path, index]);
  });
  for (const [index, node] of seq.items.entries())
    if (node !== nodes[index] && isNode(node)) node.spaceBefore = spaced && index > 0;
}

function identity(value: unknown): string {
  return isMapping(value) && typeof value['name'] === 'string'
    ? `name ${value['name']}`
    : JSON.stringify(value);
}

/** What stands above the first key is about the whole mapping, as the title of a file is: it stays. */
function remove(map: YAMLMap, key: string): void {
  const [first, second] = map.items;
  map.delete(key);
  if (keyOf(first) !== key || !isScalar(first?.key) || !isScalar(second?.key)) return;
  const above = [first.key.commentBefore, second.key.commentBefore].filter(Boolean).join('\n');
  second.key.commentBefore = above === '' ? null : above;
  second.key.spaceBefore = first.key.spaceBefore === true;
}

function insert(map: YAMLMap, pair: Pair<unknown, unknown>, order: readonly string[] | null): void {
  const rank = order?.indexOf(keyOf(pair)) ?? -1;
  const at = rank === -1 ? -1 : map.items.findIndex((one) => (order?.indexOf(keyOf(one)) ?? -1) > rank);
  if (at === -1) map.items.push(pair);
  else map.items.splice(at, 0, pair);
  const second = at === 0 ? map.items[1]?.key : undefined;
  if (!isScalar(second) || !isScalar(pair.key) || !second.commentBefore) return;
  pair.key.commentBefore = second.commentBefore;
  second.commentBefore = null;
}

function keyOf(pair: unknown): string {
  const key = isPair(pair) ? pair.key : undefined;
  return String(isScalar(key) ? key.value : key);
}

function isSpaced(node: unknown): boolean {
  return isNode(node) && node.spaceBefore === true;
}

function own(mapping: Mapping, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
