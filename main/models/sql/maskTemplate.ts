/**
 * A template as SQL that a parser can read, letter for letter in the same place, so that whatever is found in it is found
 * where its author wrote it: an expression becomes a name of the same length, a statement or comment becomes blanks.
 * Both branches of an `if` stay, so some templates still don't parse; null where the text can't be told apart at all.
 */
export function maskTemplate(template: string): string | null {
  let masked = '';
  for (let at = 0; at < template.length; ) {
    const start = nextTag(template, at);
    if (start < 0) return masked + template.slice(at);
    const close = CLOSING[template.slice(start, start + 2)];
    if (close === undefined) return null;
    const end = endOf(template, start + 2, close);
    if (end < 0) return null;
    masked += template.slice(at, start);
    const tag = template.slice(start, end);
    masked += close === '}}' && !SAYS_NOTHING.test(tag) ? nameLike(tag, masked) : blank(tag);
    at = end;
  }
  return masked;
}

/** Stands for an expression of the template; no author's name begins so. */
export const MASK = 'jinja_';

const CLOSING: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };
/** Expressions that write nothing. */
const SAYS_NOTHING = /^\{\{-?\s*(config|log|print|exceptions\.\w+)\s*\(/;

function nextTag(text: string, from: number): number {
  const found = text.slice(from).search(/\{[{%#]/);
  return found < 0 ? -1 : from + found;
}

function endOf(text: string, from: number, close: string): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = '';
    } else if (close !== '#}' && (letter === "'" || letter === '"')) quote = letter;
    else if (text.startsWith(close, at)) return at + close.length;
  }
  return -1;
}

function blank(tag: string): string {
  return tag.replaceAll(/[^\n]/g, ' ');
}

/** Inside quotes any letters do; elsewhere a name. Line breaks stay, so that lines are counted right. */
function nameLike(tag: string, before: string): string {
  const whole = MASK.padEnd(tag.length, '_').slice(0, tag.length);
  const first = tag.indexOf('\n');
  if (first < 0) return /\w$/.test(before) ? '_'.repeat(tag.length) : whole;
  return whole.slice(0, first) + blank(tag.slice(first));
}
