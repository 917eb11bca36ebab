/** Python counts code points, JavaScript counts halves of some: most text has none of those, and is left alone. */
const SURROGATE = /[\ud800-\udfff]/;

export function characters(text: string): string[] {
  return SURROGATE.test(text) ? Array.from(text) : text.split('');
}

export function textLength(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

export function characterAt(text: string, index: number): string | undefined {
  const within = SURROGATE.test(text) ? Array.from(text) : text;
  return within[index < 0 ? within.length + index : index];
}

/** str.isspace, as a class inside brackets: JavaScript's \s knows neither the separators 1c-1f and 85, and takes feff. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const LINE_ENDS = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';

/** Where str.splitlines cuts. */
export const LINE_END = new RegExp(`\\r\\n|[${LINE_ENDS}]`, 'g');

const SPACE_ONLY = new RegExp(`^[${SPACE}]+$`);
const IS_SPACE = new RegExp(`[${SPACE}]`);

export function isSpace(text: string): boolean {
  return SPACE_ONLY.test(text);
}

export function strip(text: string, chars: string | null, sides: 'both' | 'left' | 'right' = 'both'): string {
  const dropped =
    chars === null
      ? (character: string) => IS_SPACE.test(character)
      : (
          (set) => (character: string) =>
            set.has(character)
        )(new Set(characters(chars)));
  const parts = chars === null ? text : characters(text);
  let start = 0;
  let end = parts.length;
  if (sides !== 'right') while (start < end && dropped(parts[start] ?? '')) start += 1;
  if (sides !== 'left') while (end > start && dropped(parts[end - 1] ?? '')) end -= 1;
  return typeof parts === 'string' ? parts.slice(start, end) : parts.slice(start, end).join('');
}

/** Puts the first letter of every run of letters in upper case and the others in lower, as str.title does. */
export function titleCase(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{Mn}]*/gu, (word) => {
    const [first = '', ...rest] = Array.from(word);
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
}

export function capitalize(text: string): string {
  const [first = '', ...rest] = characters(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>'"]/g, (mark) => MARKS[mark] ?? mark);
}
