/** A study as far as it is filled in: what it may be is judged by the program, and said beside it. */
export type Loose = Readonly<Record<string, unknown>>;

export function textOf(value: Loose, key: string): string {
  const found = value[key];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export function textsOf(value: Loose, key: string): string[] {
  const found = value[key];
  return Array.isArray(found) ? found.map(String) : [];
}

export function partOf(value: Loose, key: string): Loose {
  const found = value[key];
  return isLoose(found) ? found : {};
}

export function partsOf(value: Loose, key: string): readonly Loose[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isLoose) : [];
}

/** Emptied, a setting is left out, so that its usual value holds. */
export function withKey(value: Loose, key: string, next: unknown): Loose {
  const empty =
    next === '' || next === null || next === undefined || (Array.isArray(next) && next.length === 0);
  const { [key]: _, ...others } = value;
  if (empty) return others;
  return key in value ? { ...value, [key]: next } : { ...others, [key]: next };
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
