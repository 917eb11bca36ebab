/** More digits than a double holds: the slower way of parsing is worth its price only then. */
const MANY_DIGITS = /\d{16}/;

interface Source {
  readonly source?: string;
}

type Reviver = (this: unknown, key: string, value: unknown, context?: Source) => unknown;
/** TypeScript's library doesn't know the source of a primitive yet. */
const parseWithSource = JSON.parse as (text: string, reviver?: Reviver) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** As `JSON.parse`, but a whole number beyond 2^53 becomes a bigint instead of the nearest double. */
export function parseExactly(text: string): unknown {
  if (!MANY_DIGITS.test(text)) return JSON.parse(text);
  return parseWithSource(text, (_, value, context) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const source = context?.source;
    return source !== undefined && /^-?\d{1,1000}$/.test(source) ? BigInt(source) : value;
  });
}

/** The way back: bigints keep every digit. */
export function stringifyExactly(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? rawJSON(String(part)) : part)) ??
    'null'
  );
}
