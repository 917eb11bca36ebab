import { countLines } from './logLines.ts';

/** What was said at one moment: any number of lines, without the last one's end. */
export interface Said {
  readonly at: number;
  readonly text: string;
}

export interface Pending {
  /** How many characters wait. */
  readonly size: number;
  add(at: number, text: string): void;
  /** All that waits: the first of it, how many lines came after those and are gone, and the last of it. */
  take(): { readonly first: readonly Said[]; readonly dropped: number; readonly last: readonly Said[] };
}

/** Somewhat more than a log keeps at either end, because what is redacted may become shorter. */
const MOST = 2_400_000;
/** A line beyond this is cut long before its end in any case; what is left holds a secret whole that begins before the cut. */
const LINE = 16_384;
const PIECE = 65_536;

/** What was said and isn't written yet. However much that is, it keeps the first and the last of it, and counts the rest. */
export function createPending(): Pending {
  let first: Said[] = [];
  let firstSize = 0;
  let last: Said[] = [];
  let lastSize = 0;
  /** Where `last` begins: taking from the front of a long list one by one would be slow. */
  let start = 0;
  let dropped = 0;

  function push(at: number, text: string): void {
    if (start === last.length && firstSize + text.length <= MOST) {
      append(first, at, text);
      firstSize += text.length + 1;
      return;
    }
    append(last, at, text);
    lastSize += text.length + 1;
    while (lastSize > MOST && start < last.length - 1) {
      const oldest = last[start];
      if (oldest === undefined) break;
      dropped += countLines(oldest.text);
      lastSize -= oldest.text.length + 1;
      start += 1;
    }
    if (start > 1_000 && start * 2 > last.length) {
      last = last.slice(start);
      start = 0;
    }
  }

  return {
    get size() {
      return firstSize + lastSize;
    },
    add(at, text) {
      if (text.length <= PIECE && !text.includes('\r')) {
        push(at, bounded(text));
        return;
      }
      const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
      for (let from = 0; from < lines.length; ) {
        const { piece, next } = pieceAt(lines, from);
        push(at, bounded(piece));
        from = next;
      }
    },
    take() {
      const taken = { first, dropped, last: last.slice(start) };
      first = [];
      last = [];
      firstSize = 0;
      lastSize = 0;
      start = 0;
      dropped = 0;
      return taken;
    },
  };
}

/** What was said in the same millisecond is one text, so that it is redacted at once. */
function append(list: Said[], at: number, text: string): void {
  const newest = list.at(-1);
  if (newest?.at === at && newest.text.length + text.length < PIECE)
    list[list.length - 1] = { at, text: `${newest.text}\n${text}` };
  else list.push({ at, text });
}

/** Whole lines of about `PIECE` characters; of one that is longer alone, its beginning. */
function pieceAt(text: string, from: number): { piece: string; next: number } {
  if (text.length - from <= PIECE) return { piece: text.slice(from), next: text.length };
  const end = text.lastIndexOf('\n', from + PIECE);
  if (end > from) return { piece: text.slice(from, end), next: end + 1 };
  const next = text.indexOf('\n', from + PIECE);
  return { piece: text.slice(from, from + LINE), next: next === -1 ? text.length : next + 1 };
}

function bounded(text: string): string {
  if (text.length <= LINE) return text;
  return text
    .split('\n')
    .map((line) => (line.length > LINE ? line.slice(0, LINE) : line))
    .join('\n');
}
