export type Family = 'boolean' | 'whole' | 'exact' | 'float' | 'day' | 'instant' | 'text';

/** What a type is among, whatever an engine calls it. */
export function familyOf(type: string): Family {
  const name = type
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .trim();
  if (name === 'boolean' || name === 'bool') return 'boolean';
  if (/^(small|big)?int(eger|2|4|8)?$|^(small|big)?serial$/.test(name)) return 'whole';
  // `NUM` is what SQLite declares for an expression.
  if (name === 'numeric' || name === 'decimal' || name === 'num') return 'exact';
  if (name === 'real' || name === 'double precision' || /^float[48]?$/.test(name)) return 'float';
  if (name === 'date') return 'day';
  if (name.startsWith('timestamp')) return 'instant';
  return 'text';
}

export function isNumber(family: Family): boolean {
  return family === 'whole' || family === 'exact' || family === 'float';
}
