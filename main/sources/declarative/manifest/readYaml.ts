import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar as YamlScalar,
} from 'yaml';
import type { Place } from '../component.ts';
import { DEEPEST, nestsTooDeep } from './depth.ts';
import { type Located, ManifestFault, type Scalar } from './located.ts';
import { asPythonReads } from './pythonScalars.ts';

const START: Place = { line: 1, column: 1 };
/** The largest public manifests are below one; the parser takes about a second for each, and some for one made to take long. */
const MOST_MEGABYTES = 2;
/** Entries that `<<` copies. */
const MOST_MERGED = 300_000;

/**
 * The file as values with their places. Aliases become the very value they name, however often; nothing is copied, so a
 * file can't grow here.
 */
export function readYaml(text: string): Located {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (source.length > MOST_MEGABYTES * 1_000_000)
    throw new ManifestFault(START, `It is larger than ${MOST_MEGABYTES} MB`);
  const deep = nestsTooDeep(source);
  if (deep !== null) throw new ManifestFault(deep, `It nests deeper than ${DEEPEST} levels`);
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(source, {
    version: '1.1',
    intAsBigInt: true,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: asPythonReads,
  });
  const [error] = document.errors;
  if (error !== undefined)
    throw new ManifestFault(place(error.pos[0]), `It is not valid YAML: ${plainWords(error.message)}`);
  if (document.contents === null) throw new ManifestFault(START, 'It is empty');
  return walkFrom(document.contents as Node, place);
}

function walkFrom(root: Node, place: (offset: number) => Place): Located {
  const anchors = new Map<string, Located>();
  let copied = 0;

  const walk = (node: Node, depth: number): Located => {
    const at = place(node.range?.[0] ?? 0);
    if (depth > DEEPEST) throw new ManifestFault(at, `It nests deeper than ${DEEPEST} levels`);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new ManifestFault(
          at,
          `*${node.source} names a value that is not there yet, or the one it stands in`,
        );
      return { at, content: target.content };
    }
    const read = withoutAlias(node, at, depth);
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, read);
    return read;
  };

  const withoutAlias = (node: Node, at: Place, depth: number): Located => {
    if (isMap(node)) return walkMap(node.items as readonly Pair[], at, depth);
    if (isSeq(node)) {
      const items = (node.items as (Node | null)[]).map((item) =>
        item === null ? nothing(at) : walk(item, depth + 1),
      );
      return { at, content: { kind: 'list', items } };
    }
    return { at, content: { kind: 'scalar', value: isScalar(node) ? scalarOf(node) : null } };
  };

  const walkMap = (pairs: readonly Pair[], at: Place, depth: number): Located => {
    const entries = new Map<string, Located>();
    const merged: Located[] = [];
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      const value = pair.value as Node | null;
      const keyAt = key === null ? at : place(key.range?.[0] ?? 0);
      if (key !== null && !isScalar(key))
        throw new ManifestFault(keyAt, 'A name here is itself a map or a list: put {{ … }} in quotes');
      const name = key === null ? '' : keyText(key);
      const read = value === null ? nothing(keyAt) : walk(value, depth + 1);
      if (name === '<<') merged.push(...(read.content.kind === 'list' ? read.content.items : [read]));
      else if (entries.has(name)) throw new ManifestFault(keyAt, `“${name}” stands here twice`);
      else entries.set(name, read);
    }
    for (const { content } of merged) {
      if (content.kind !== 'map') continue;
      copied += content.entries.size;
      if (copied > MOST_MERGED) throw new ManifestFault(at, 'Merges make it grow without end');
      for (const [name, value] of content.entries) if (!entries.has(name)) entries.set(name, value);
    }
    return { at, content: { kind: 'map', entries } };
  };

  return walk(root, 0);
}

function nothing(at: Place): Located {
  return { at, content: { kind: 'scalar', value: null } };
}

/** A name is what was written: `on:` and `200:` are no boolean and no number. */
function keyText(node: YamlScalar): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

function scalarOf(node: YamlScalar): Scalar {
  const { value } = node;
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return node.source ?? String(value);
}

function plainWords(message: string): string {
  return (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');
}
