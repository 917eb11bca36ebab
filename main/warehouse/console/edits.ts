/** Replaces what lies between `start` and `end` of a text; an insertion where both are the same. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Edited {
  readonly text: string;
  /** From a place in the edited text to the place in the original; inside an edit, to the edit's beginning. */
  original(place: number): number;
}

/** Edits mustn't overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  const ordered = edits.toSorted((a, b) => a.start - b.start);
  const marks: { from: number; to: number; length: number }[] = [];
  let out = '';
  let copied = 0;
  for (const edit of ordered) {
    out += text.slice(copied, edit.start);
    marks.push({ from: out.length, to: edit.start, length: edit.text.length });
    out += edit.text;
    marks.push({ from: out.length, to: edit.end, length: Number.POSITIVE_INFINITY });
    copied = edit.end;
  }
  return {
    text: out + text.slice(copied),
    original(place) {
      const mark = marks.findLast(({ from }) => from <= place);
      if (mark === undefined) return place;
      return mark.length === Number.POSITIVE_INFINITY ? mark.to + (place - mark.from) : mark.to;
    },
  };
}

/** Line and column from 1, a column being a character as a person counts it. */
export function lineAndColumn(text: string, place: number): { line: number; column: number } {
  const before = text.slice(0, place);
  const line = before.split('\n').length;
  return { line, column: Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1 };
}

export function placeOf(text: string, at: { line: number; column: number }): number {
  const lines = text.split('\n').slice(0, at.line - 1);
  const start = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const points = Array.from(text.slice(start)).slice(0, at.column - 1);
  return start + points.join('').length;
}
