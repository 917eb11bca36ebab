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

/**
 * Prints a document after `change`, as near to the text it was read from as can be: first with every line outside the change
 * as it was, then as the library prints it. The first may say something else; whoever asks reads it again.
 */
export function printLike(text: string, document: Document, change: () => void): readonly string[] {
  const lines = text.split('\n');
  const own = new Set(lines);
  const tried = MANNERS.map((manner) => {
    const printed = document.toString(manner).split('\n');
    return { manner, printed, kept: printed.filter((line) => own.has(line)).length };
  });
  const [first, ...others] = tried;
  if (first === undefined) return [];
  const best = others.reduce((kept, one) => (one.kept > kept.kept ? one : kept), first);
  change();
  const after = document.toString(best.manner);
  const spliced = withOldLines(lines, best.printed, after.split('\n'));
  return spliced === null ? [after] : [spliced.join('\n'), after];
}

/**
 * Printing realigns what it didn't change. Where the printed text differs from the person's only in blanks, the lines before
 * and behind the change are taken from theirs.
 */
function withOldLines(
  lines: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] | null {
  const mine = places(lines);
  const printed = places(before);
  if (mine.length !== printed.length) return null;
  if (mine.some((at, index) => bare(lines[at]) !== bare(before[printed[index] ?? -1]))) return null;
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  while (head > 0 && bare(before[head - 1]) === '') head--;
  while (tail > 0 && bare(before.at(-tail)) === '') tail--;
  const firsts = printed.filter((at) => at < head).length;
  const lasts = printed.filter((at) => at >= before.length - tail).length;
  const end = firsts === 0 ? 0 : (mine[firsts - 1] ?? 0) + 1;
  const start = lasts === 0 ? lines.length : (mine[mine.length - lasts] ?? lines.length);
  const ending = lasts === 0 && after.at(-1) !== '' ? [''] : [];
  return [
    ...lines.slice(0, end),
    ...after.slice(head, after.length - tail),
    ...lines.slice(start),
    ...ending,
  ];
}

/** The lines that hold something. */
function places(lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, index) => (bare(line) === '' ? [] : [index]));
}

function bare(line: string | undefined): string {
  return line?.replace(/\s+/g, '') ?? '';
}
