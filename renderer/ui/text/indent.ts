const STEP = '  ';

export interface Edit {
  /** What is replaced. */
  readonly from: number;
  readonly to: number;
  readonly put: string;
  /** What is selected afterwards. */
  readonly start: number;
  readonly end: number;
}

/** What Tab does to a text: two blanks where nothing is selected, else all lines of the selection are moved. */
export function indented(text: string, start: number, end: number, back: boolean): Edit {
  if (start === end && !back)
    return { from: start, to: end, put: STEP, start: start + STEP.length, end: end + STEP.length };
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // A line of which only the beginning is touched isn't meant.
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const lineEnd = text.indexOf('\n', last);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split('\n');
  const put = lines
    .map((line) => (back ? line.replace(/^ {1,2}/, '') : line === '' ? '' : STEP + line))
    .join('\n');
  const grown = put.length - (to - from);
  if (start !== end) return { from, to, put, start: from, end: to + grown };
  const at = Math.max(from, start + grown);
  return { from, to, put, start: at, end: at };
}

/** Where a line begins and ends. */
export function lineRange(text: string, line: number): { start: number; end: number } {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
