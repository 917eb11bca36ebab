/**
 * A pipeline, or a part of one, while somebody writes it: it may lack what a whole one needs, and it keeps what no form
 * shows. `faultsOf` says what keeps it from being a pipeline.
 */
export type Loose = Readonly<Record<string, unknown>>;

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function partOf(value: Loose, key: string): Loose {
  const part = value[key];
  return isLoose(part) ? part : {};
}

export function textOf(value: Loose, key: string): string {
  const text = value[key];
  return typeof text === 'string' ? text : typeof text === 'number' ? String(text) : '';
}

/** One text stands for a list of one. */
export function textsOf(value: Loose, key: string): string[] {
  const texts = value[key];
  if (Array.isArray(texts)) return texts.map(String);
  return texts === undefined || texts === null || texts === '' ? [] : [String(texts)];
}

/** What is emptied is left out, as the file leaves it out. */
export function withField(value: Loose, key: string, entered: unknown): Loose {
  const { [key]: before, ...rest } = value;
  if (isNothing(entered)) return rest;
  return before === undefined ? { ...rest, [key]: entered } : { ...value, [key]: entered };
}

function isNothing(entered: unknown): boolean {
  return (
    entered === undefined ||
    entered === null ||
    entered === '' ||
    (Array.isArray(entered) && entered.length === 0) ||
    (isLoose(entered) && Object.keys(entered).length === 0)
  );
}

/** A name changes and its place among the others stays. */
export function renamed(value: Loose, from: string, to: string): Loose {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key === from ? to : key, part]));
}
