import type { Position } from '../problem.ts';

export type BlockKind = 'macro' | 'test' | 'materialization' | 'snapshot' | 'docs';

/** A top-level block of a file: what dbt takes out of it. Everything around blocks means nothing in such a file. */
export interface Block {
  readonly kind: BlockKind;
  readonly name: string;
  /** What stands after the name in the opening tag: parameters, or `, adapter='postgres'`. */
  readonly rest: string;
  readonly at: Position;
  /** The whole block, tags included. */
  readonly source: string;
  /** What lies between the tags, where it begins, and the tags' trimming marks taken into account. */
  readonly body: string;
  readonly bodyAt: Position;
}

export interface BlockFault {
  readonly at: Position;
  readonly message: string;
  readonly next: string;
}

export interface Blocks {
  readonly blocks: readonly Block[];
  readonly faults: readonly BlockFault[];
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly rest: string;
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
}

const KINDS: Readonly<Record<string, BlockKind>> = {
  macro: 'macro',
  test: 'test',
  data_test: 'test',
  materialization: 'materialization',
  snapshot: 'snapshot',
  docs: 'docs',
};

/**
 * Finds the blocks of a file by its tags alone, without reading what is in them, so that one broken macro leaves the
 * others of its file usable.
 */
export function findBlocks(text: string, wanted: readonly BlockKind[]): Blocks {
  const blocks: Block[] = [];
  const faults: BlockFault[] = [];
  const position = positionsOf(text);
  let open: { tag: Tag; kind: BlockKind; depth: number } | null = null;
  for (const tag of tagsOf(text, faults, position)) {
    const kind = KINDS[tag.word];
    if (open === null) {
      if (kind !== undefined && wanted.includes(kind)) open = { tag, kind, depth: 0 };
      else if (tag.word.startsWith('end') && wanted.some((one) => closes(tag.word, one)))
        faults.push({
          at: position(tag.start),
          message: `{% ${tag.word} %} closes nothing: no block is open here.`,
          next: 'Take it away, or write the opening tag before it.',
        });
      continue;
    }
    if (KINDS[tag.word] === open.kind) open = { ...open, depth: open.depth + 1 };
    if (!closes(tag.word, open.kind)) continue;
    if (open.depth > 0) {
      open = { ...open, depth: open.depth - 1 };
      continue;
    }
    const block = makeBlock(text, open.kind, open.tag, tag, position);
    if (block === null)
      faults.push({
        at: position(open.tag.start),
        message: `This ${open.kind} has no name.`,
        next: `Write {% ${open.tag.word} its_name … %}.`,
      });
    else blocks.push(block);
    open = null;
  }
  if (open !== null)
    faults.push({
      at: position(open.tag.start),
      message: `This ${open.tag.word} is never closed.`,
      next: `Write {% end${open.tag.word} %} where it ends.`,
    });
  return { blocks, faults };
}

function closes(word: string, kind: BlockKind): boolean {
  return word === `end${kind}` || (kind === 'test' && word === 'enddata_test');
}

function makeBlock(
  text: string,
  kind: BlockKind,
  first: Tag,
  last: Tag,
  position: (offset: number) => Position,
): Block | null {
  const named = /^([A-Za-z_][\w.]*)\s*([\s\S]*)$/.exec(first.rest);
  if (named === null) return null;
  let body = text.slice(first.end, last.start);
  let bodyStart = first.end;
  if (first.trimAfter) {
    const trimmed = body.trimStart();
    bodyStart += body.length - trimmed.length;
    body = trimmed;
  }
  if (last.trimBefore) body = body.trimEnd();
  return {
    kind,
    name: named[1] ?? '',
    rest: (named[2] ?? '').trim(),
    at: position(first.start),
    source: text.slice(first.start, last.end),
    body,
    bodyAt: position(bodyStart),
  };
}

function* tagsOf(
  text: string,
  faults: BlockFault[],
  position: (offset: number) => Position,
): Generator<Tag, void, void> {
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('{', at);
    if (start < 0) return;
    const second = text[start + 1];
    if (second === '#') {
      const end = text.indexOf('#}', start + 2);
      if (end < 0) {
        faults.push(unclosed(position(start), 'comment', '#}'));
        return;
      }
      at = end + 2;
    } else if (second === '{') {
      at = endOf(text, start + 2, '}}') ?? start + 2;
    } else if (second === '%') {
      const end = endOf(text, start + 2, '%}');
      if (end === null) {
        faults.push(unclosed(position(start), 'tag', '%}'));
        return;
      }
      const tag = readTag(text, start, end);
      at = end;
      if (tag.word === 'raw') {
        const after = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
        after.lastIndex = end;
        at = after.exec(text) === null ? text.length : after.lastIndex;
      } else yield tag;
    } else at = start + 1;
  }
}

function unclosed(at: Position, what: string, mark: string): BlockFault {
  return { at, message: `This ${what} is never closed.`, next: `Write ${mark} where it ends.` };
}

function readTag(text: string, start: number, end: number): Tag {
  const inner = text.slice(start + 2, end - 2);
  const bare = inner.replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
  const word = /^\w+/.exec(bare)?.[0] ?? '';
  return {
    start,
    end,
    word,
    rest: bare.slice(word.length).trim(),
    trimBefore: inner.startsWith('-'),
    trimAfter: inner.endsWith('-'),
  };
}

/** The offset after `mark`, ignoring what stands in quotes; null when it never comes. */
function endOf(text: string, from: number, mark: '}}' | '%}'): number | null {
  let quote = '';
  let braces = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
    } else if (letter === "'" || letter === '"') quote = letter;
    else if (braces === 0 && text.startsWith(mark, at)) return at + 2;
    else if (letter === '{') braces += 1;
    else if (letter === '}') braces = Math.max(0, braces - 1);
  }
  return null;
}

/** Turns offsets into lines and columns. */
export function positionsOf(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
