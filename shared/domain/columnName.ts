/** Long enough for any heading, and short enough that a number or a suffix of ours still fits PostgreSQL's 63. */
export const LONGEST_COLUMN_NAME = 58;

export interface NamedColumn {
  /** As the file or the interface spells it. */
  readonly original: string;
  /** As the warehouse spells it. */
  readonly name: string;
}

/** Letters that Unicode doesn't take apart into a Latin letter and a mark. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * `Order Date`, `orderDate` and `Größe (cm)` become `order_date`, `order_date` and `grosse_cm`. Empty when no Latin letter
 * or digit is left. No answer starts with an underscore or holds two in a row: those names are Leadline's own.
 */
export function snakeCase(original: string): string {
  const plain = original
    .slice(0, 1_000)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LATIN[letter] ?? '');
  return trimmed(plain.replace(/[^a-z0-9]+/g, '_'))
    .slice(0, LONGEST_COLUMN_NAME)
    .replace(/_$/, '');
}

/** One name for each, in the same order, all different: the first of several alike keeps the name, later ones are numbered. */
export function normaliseNames(names: readonly string[]): NamedColumn[] {
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();
  return names.map((original, index) => {
    const name = free(startingWithLetter(snakeCase(original), index), taken, lastNumber);
    taken.add(name);
    return { original, name };
  });
}

function startingWithLetter(name: string, index: number): string {
  if (name === '') return `column_${index + 1}`;
  return /^\d/.test(name) ? trimmed(`column_${name}`.slice(0, LONGEST_COLUMN_NAME)) : name;
}

function free(wanted: string, taken: ReadonlySet<string>, lastNumber: Map<string, number>): string {
  if (!taken.has(wanted)) return wanted;
  // Remembered, because ten thousand columns of one name would otherwise be counted through for each.
  for (let number = (lastNumber.get(wanted) ?? 1) + 1; ; number += 1) {
    const suffix = `_${number}`;
    const candidate = trimmed(wanted.slice(0, LONGEST_COLUMN_NAME - suffix.length)) + suffix;
    if (taken.has(candidate)) continue;
    lastNumber.set(wanted, number);
    return candidate;
  }
}

function trimmed(name: string): string {
  return name.replace(/^_+|_+$/g, '');
}
