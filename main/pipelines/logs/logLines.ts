/** Longer lines are cut. */
const LINE_BYTES = 4_096;
const TOLD_BYTES = 40;
/** Behind the last line of a log that was closed. No line can be it: a control character never gets into one. */
export const CLOSED = '\u0004\n';

/** Colours and cursor movements of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** They would turn what follows around, or begin a line that nobody counted. */
const MISLEADING = /[\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const LINE_ENDS = /\r\n?/g;

/** Text with nothing in it that a terminal or a screen would obey; its lines end with \n. */
export function harmless(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(ESCAPES, '')
    .replace(CONTROLS, (char) => pictureOf(char.charCodeAt(0)))
    .replace(MISLEADING, '\uFFFD')
    .toWellFormed();
}

function pictureOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\uFFFD';
}

export function cutLine(line: string): string {
  // A unit is three bytes at most, so that most lines needn't be measured.
  if (line.length * 3 <= LINE_BYTES) return line;
  const bytes = Buffer.byteLength(line);
  if (bytes <= LINE_BYTES) return line;
  const room = new Uint8Array(LINE_BYTES - TOLD_BYTES);
  const { read } = new TextEncoder().encodeInto(line, room);
  return `${line.slice(0, read)} … (cut: it had ${Math.ceil(bytes / 1_024).toLocaleString('en')} kB)`;
}

export function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
