import type { Json } from '../../../main/sources/json.ts';

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
// Known to Node for years, not yet to the library's types.
const parse = JSON.parse as (text: string, reviver: Reviver) => Json;

/** JSON that loses no digit: a whole number beyond what a double holds becomes a bigint. */
export function parseBigJson(text: string): Json {
  return parse(text, (_key, value, { source }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );
}

export function formatBigJson(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatBigJson).join(',')}]`;
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}:${formatBigJson(inner)}`)
    .join(',')}}`;
}
