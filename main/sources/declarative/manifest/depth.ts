import type { Place } from '../component.ts';

/** Nobody nests this deep by hand, and whatever goes through a manifest may recurse. */
export const DEEPEST = 100;

/**
 * Where brackets, or dashes and question marks within a line, nest too deep; the parser would take seconds to find out. What
 * stands in strings and comments counts too: a false alarm would need a hundred brackets nobody closes.
 */
export function nestsTooDeep(text: string): Place | null {
  let depth = 0;
  let line = 1;
  let start = 0;
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      line += 1;
      start = at + 1;
      marks = 0;
    } else if (code === SQUARE || code === CURLY) depth += 1;
    else if (code === SQUARE_END || code === CURLY_END) depth = Math.max(0, depth - 1);
    else if ((code === DASH || code === QUESTION || code === COLON) && isBlank(text.charCodeAt(at + 1)))
      marks += 1;
    else if (!isBlank(code) && code !== DASH) marks = 0;
    if (depth > DEEPEST || marks > DEEPEST) return { line, column: at - start + 1 };
  }
  return null;
}

const NEWLINE = 10;
const DASH = 45;
const QUESTION = 63;
const COLON = 58;
const SQUARE = 91;
const SQUARE_END = 93;
const CURLY = 123;
const CURLY_END = 125;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === NEWLINE;
}
