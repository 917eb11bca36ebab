import type { Json, JsonObject } from '../../json.ts';

/** The same for the same partition, whatever the order of its members. */
export function partitionKey(partition: JsonObject): string {
  return write(partition);
}

function write(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const object = value as JsonObject;
  return `{${Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${write(object[name] ?? null)}`)
    .join(',')}}`;
}
