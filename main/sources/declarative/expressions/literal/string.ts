const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The string that begins here. Undefined: none does; null: one that can't be read, or not as text (bytes, f-strings). */
export function readString(
  text: string,
  from: number,
): { readonly value: string; readonly end: number } | null | undefined {
  const beginning = /[rRuU]?('''|"""|'|")/y;
  beginning.lastIndex = from;
  const begun = beginning.exec(text);
  if (begun === null) return undefined;
  const mark = begun[1] ?? '';
  const isRaw = /^r/i.test(begun[0]);
  let value = '';
  let at = from + begun[0].length;
  while (at < text.length) {
    if (text.startsWith(mark, at)) return { value, end: at + mark.length };
    const letter = text[at] ?? '';
    if (letter === '\n' && mark.length === 1) return null;
    if (letter !== '\\') {
      value += letter;
      at += 1;
      continue;
    }
    const told = isRaw ? { value: text.slice(at, at + 2), end: at + 2 } : readEscape(text, at);
    if (told === null) return null;
    value += told.value;
    at = told.end;
  }
  return null;
}

function readEscape(text: string, at: number): { value: string; end: number } | null {
  const letter = text[at + 1] ?? '';
  if (letter === '\n') return { value: '', end: at + 2 };
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined)
    return { value: String.fromCharCode(Number.parseInt(octal, 8)), end: at + 1 + octal.length };
  const length = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (length > 0) {
    const digits = text.slice(at + 2, at + 2 + length);
    if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) return null;
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) return null;
    return { value: String.fromCodePoint(code), end: at + 2 + length };
  }
  // Names of characters would need their table.
  if (letter === 'N' || letter === '') return null;
  return { value: `\\${letter}`, end: at + 2 };
}
