/** A line of block YAML: how deep it is, how many list items begin on it, and its key. */
const LINE = /^( *)((?:- +)*)(?:(["']?)([\w.-]+)\3 *:(?= |$))?/;

/**
 * Which part of the value a line tells of, like `steps.2.after`; empty where that can't be seen. Problems are located by
 * line, fields by their path, and the text is as a person wrote it: this reads indentation, not YAML.
 */
export function pathAt(text: string, line: number): string {
  const lines = text.split('\n');
  let at = line - 1;
  while (at >= 0 && isEmpty(lines[at])) at -= 1;
  const path: (string | number)[] = [];
  /** A key holds what is read so far when it is less deep than this; of a list, also when it is as deep. */
  let depth = Number.POSITIVE_INFINITY;
  let inList = false;
  for (; at >= 0 && (depth > 0 || inList); at -= 1) {
    if (isEmpty(lines[at])) continue;
    const [, blanks = '', dashes = '', , key] = LINE.exec(lines[at] ?? '') ?? [];
    const keyDepth = blanks.length + dashes.length;
    const holds = inList ? keyDepth <= depth : keyDepth < depth;
    if (key !== undefined && holds) {
      path.unshift(key);
      depth = keyDepth;
      inList = false;
    }
    if (dashes !== '' && !inList && blanks.length < depth) {
      path.unshift(placeInList(lines, at, blanks.length));
      depth = blanks.length;
      inList = true;
    }
  }
  return path.join('.');
}

function placeInList(lines: readonly string[], at: number, depth: number): number {
  let place = 0;
  for (let above = at - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? '';
    if (isEmpty(line)) continue;
    const [, blanks = '', dashes = ''] = LINE.exec(line) ?? [];
    if (blanks.length < depth || (blanks.length === depth && dashes === '')) break;
    if (blanks.length === depth) place += 1;
  }
  return place;
}

function isEmpty(line: string | undefined): boolean {
  return line === undefined || /^\s*(#|$)/.test(line);
}
