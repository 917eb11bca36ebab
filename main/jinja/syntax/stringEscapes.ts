const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
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

const ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g;

/**
 * The characters a string literal stands for, by Python's escapes; an unknown one stays as written. Undefined when it
 * can't be decoded. Names of characters (`\N{…}`) are not known here.
 */
export function unescapeString(literal: string): string | undefined {
  if (!literal.includes('\\')) return literal;
  let sound = true;
  const decoded = literal.replace(
    ESCAPE,
    (all, octal?: string, byte?: string, short?: string, long?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = byte ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        if (point <= 0x10ffff) return String.fromCodePoint(point);
        sound = false;
        return '';
      }
      if (other !== undefined && 'xuUN'.includes(other)) sound = false;
      return other === undefined ? all : (SIMPLE[other] ?? all);
    },
  );
  return sound ? decoded : undefined;
}
