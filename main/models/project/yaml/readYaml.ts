import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Tags,
} from 'yaml';
import type { Position, ProblemList } from '../problem.ts';
import type { Entry, Located } from './located.ts';

/**
 * YAML as dbt reads it: version 1.1, where `yes` and `on` are true and `<<` merges. Days and times stay the text they
 * were written as, because every use of one in a project is to be written into SQL again.
 */
export function readYaml(text: string, file: string, problems: ProblemList): Located | null {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    intAsBigInt: true,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    customTags: (tags: Tags) =>
      tags.filter((tag) => tag !== 'timestamp' && tagName(tag) !== 'timestamp').map(asPythonReads),
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    problems.error(
      { file, line, column: col },
      `This file is not valid YAML: ${plainWords(error.message)}`,
      'Correct the line; text with : or # in it, and anything that starts with {{, needs quotes around it.',
    );
    return null;
  }
  if (document.contents === null) return null;
  const walk = createWalk(document, file, lines, problems);
  return walk(document.contents);
}

function tagName(tag: Tags[number]): string {
  return typeof tag === 'string' ? tag : tag.tag.replace('tag:yaml.org,2002:', '');
}

/** YAML 1.1 also means y and n; Python's reader never did, and a column may be called so. */
function asPythonReads(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || tagName(tag) !== 'bool' || !('test' in tag)) return tag;
  const { test } = tag;
  return test === undefined ? tag : { ...tag, test: new RegExp(`^(?![yYnN]$)(?:${test.source})`) };
}

function plainWords(message: string): string {
  const first = (message.split('\n')[0] ?? '').trim();
  return first.endsWith('.') ? first : `${first}.`;
}

function createWalk(document: Document, file: string, lines: LineCounter, problems: ProblemList) {
  const positionOf = (node: Node): Position => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const scalar = (value: null | boolean | bigint | number | string, at: Position): Located => ({
    file,
    at,
    content: { kind: 'scalar', value },
  });
  // Anchors inside themselves would never end; no file a person writes nests this deep.
  const DEEPEST = 100;
  // Aliases of aliases multiply; a file that means more values than this is an attack or an accident.
  const MOST = 300_000;
  let walked = 0;

  const walkMap = (pairs: readonly Pair[], at: Position, depth: number): Located => {
    const entries = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      const value = pair.value as Node | null;
      if (isMap(key) || isSeq(key)) {
        problems.error(
          { file, ...positionOf(key) },
          'A key here is itself a map or a list, which happens when {{ … }} has no quotes around it.',
          'Put the whole expression in quotes: "{{ … }}".',
        );
        continue;
      }
      const keyAt = key === null ? at : positionOf(key);
      const name = isScalar(key) ? keyText(key) : '';
      const read = value === null ? scalar(null, keyAt) : walk(value, depth + 1);
      if (name === '<<') {
        const from = read.content.kind === 'list' ? read.content.items : [read];
        for (const one of from)
          if (one.content.kind === 'map')
            for (const [inner, entry] of one.content.entries)
              if (!merged.has(inner)) merged.set(inner, entry);
      } else entries.set(name, { keyAt, value: read });
    }
    for (const [name, entry] of merged) if (!entries.has(name)) entries.set(name, entry);
    return { file, at, content: { kind: 'map', entries } };
  };

  const walk = (node: Node, depth = 0): Located => {
    const at = positionOf(node);
    walked += 1;
    if (depth > DEEPEST || walked > MOST) {
      if (walked <= MOST + 1)
        problems.error(
          { file, ...at },
          'Anchors make this value nest without end.',
          'Take the anchor out of its own value.',
        );
      walked = Math.max(walked, MOST + 1);
      return scalar(null, at);
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      return target === undefined ? scalar(null, at) : { ...walk(target, depth + 1), at };
    }
    if (isMap(node)) return walkMap(node.items as readonly Pair[], at, depth);
    if (isSeq(node))
      return {
        file,
        at,
        content: { kind: 'list', items: (node.items as Node[]).map((item) => walk(item, depth + 1)) },
      };
    return scalar(isScalar(node) ? scalarValue(node) : null, at);
  };
  return walk;
}

/** A key is what was written: `on:` and `2024:` name things, they are no boolean and no number. */
function keyText(node: { value: unknown; source?: string | undefined }): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

function scalarValue(node: { value: unknown; source?: string | undefined }) {
  const { value } = node;
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return node.source ?? String(value);
}
