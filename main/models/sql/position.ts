import type { Place } from '../project/problem.ts';

/** Where an offset into a text lies in its file, the text beginning at `start`. */
export function positionAt(text: string, offset: number, start: Place): Place {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  return {
    file: start.file,
    line: start.line + lines.length - 1,
    column: lines.length === 1 ? start.column + last.length : last.length + 1,
  };
}
