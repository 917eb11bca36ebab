const LONGEST = 31;

/** A name that a sheet may have, made of any text, unlike those that are taken, whatever their case. */
export function sheetNameOf(text: string, taken: Iterable<string> = []): string {
  const held = new Set([...taken].map((name) => name.toLowerCase()));
  // Excel keeps the name History for itself.
  held.add('history');
  const plain = text
    .toWellFormed()
    .replace(/[:\\/?*[\]\p{Cc}\uFFFE\uFFFF]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['\s]+/, '');
  const first = cut(plain, LONGEST) || 'Sheet';
  if (!held.has(first.toLowerCase())) return first;
  for (let number = 2; ; number += 1) {
    const name = numbered(first, number);
    if (!held.has(name.toLowerCase())) return name;
  }
}

/** Where a sheet goes on: `Rows`, `Rows (2)`. */
export function numbered(name: string, number: number): string {
  const end = ` (${number})`;
  return `${cut(name, LONGEST - end.length)}${end}`;
}

/** An apostrophe may stand at neither end, and half a surrogate pair nowhere. */
function cut(name: string, length: number): string {
  return name
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/['\s]+$/, '');
}
