type SqlValue = string | number | boolean | null;

/** A value as it is written into a field. Text that would be read as something else is put in quotes. */
export function boundWords(value: unknown): string {
  if (typeof value === 'string')
    return typeof boundValue(value) === 'string' && !isQuoted(value) ? value : `"${value}"`;
  return String(value);
}

export function boundValue(words: string): SqlValue {
  if (isQuoted(words)) return words.slice(1, -1);
  if (words === 'true' || words === 'false') return words === 'true';
  if (words === 'null') return null;
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(words) && String(Number(words)) === words ? Number(words) : words;
}

function isQuoted(words: string): boolean {
  return words.length > 1 && words.startsWith('"') && words.endsWith('"');
}
