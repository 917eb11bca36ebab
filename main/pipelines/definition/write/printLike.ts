import type { Document, ToStringOptions } from 'yaml';

const MANNERS: readonly ToStringOptions[] = [2, 4].flatMap((indent) =>
  [true, false].flatMap((indentSeq) =>
    [true, false].map((flowCollectionPadding) => ({
      indent,
      indentSeq,
      flowCollectionPadding,
      lineWidth: 0,
    })),
  ),
);

/** Prints a document after `change` so that it looks like the text it was read from: lines that say the same stay as they were. */
export function printLike(text: string, document: Document, change: () => void): string {
  const lines = text.split('\n');
  let best: { manner: ToStringOptions; printed: readonly string[]; odd: number } | null = null;
  for (const manner of MANNERS) {
    const printed = document.toString(manner).split('\n');
    const odd = printed.reduce((count, line, index) => count + (line === lines[index] ? 0 : 1), 0);
    if (best === null || odd < best.odd) best = { manner, printed, odd };
    if (odd === 0) break;
  }
  change();
  const after = document.toString(best?.manner);
  return best === null ? after : withOldLines(lines, best.printed, after.split('\n')).join('\n');
}

/** Printing realigns what it didn't change. Where line for line only blanks differ, the lines before and behind the change are the person's own. */
function withOldLines(
  lines: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const bare = (line: string | undefined) => line?.replace(/\s+/g, '');
  if (lines.length !== before.length || lines.some((line, index) => bare(line) !== bare(before[index])))
    return after;
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [
    ...lines.slice(0, head),
    ...after.slice(head, after.length - tail),
    ...lines.slice(lines.length - tail),
  ];
}
