/** What a cell holds at most, in UTF-16 units, as Excel counts. */
export const LONGEST_TEXT = 32_767;
const MARK = ' … (cut here: a cell holds no more)';

const NOT_PLAIN = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
const CONTROL = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu;
const TO_ESCAPE = /[&<>"]|_x[0-9a-f]{4}_/i;

/**
 * Text as a workbook can hold it: no control characters but tab and line breaks, no half of a surrogate pair, and no more than fits.
 * A line break is a line feed, as programs that save the file again make it, or they would seem to have changed the text.
 * Digests are made of this, so that whoever reads the file finds the same.
 */
export function cellText(text: string): string {
  let kept = text;
  if (NOT_PLAIN.test(kept)) kept = kept.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '');
  return kept.length > LONGEST_TEXT ? cutText(kept, LONGEST_TEXT, MARK) : kept;
}

export function cutText(text: string, most: number, mark = '…'): string {
  if (text.length <= most) return text;
  return text.slice(0, most - mark.length).replace(/[\uD800-\uDBFF]$/, '') + mark;
}

/** ST_Xstring: `_x000D_` stands for a carriage return there, so where a text has these letters they are escaped. */
export function xmlEscaped(text: string): string {
  if (!TO_ESCAPE.test(text)) return text;
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** For an attribute or a text of one line, of any origin. */
export function xmlLine(text: string): string {
  return xmlEscaped(cellText(text).replace(/\s+/g, ' '));
}

/** Without this, blanks and breaks at its ends may be dropped. */
export function spaceAttribute(text: string): string {
  return /^\s|\n|\s$/.test(text) ? ' xml:space="preserve"' : '';
}
