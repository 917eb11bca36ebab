import type { Json, JsonObject } from '../../../main/sources/json.ts';
import type { OpenedSource } from '../../../main/sources/source.ts';

/** Where records are not what their stream's schema says: wrong types, and fields that it doesn't have. Each once. */
export function schemaFaults(source: OpenedSource, stream: string, records: readonly JsonObject[]): string[] {
  const schema = source.streams.find(({ name }) => name === stream)?.jsonSchema;
  if (schema === undefined) return [`there is no stream ${stream}`];
  const faults = new Set<string>();
  for (const record of records) for (const fault of faultsOf(record, schema, '')) faults.add(fault);
  return [...faults];
}

function* faultsOf(value: Json, schema: JsonObject, path: string): Generator<string> {
  const type = schema['type'];
  const types: readonly Json[] = Array.isArray(type)
    ? (type as readonly Json[])
    : type === undefined
      ? []
      : [type as Json];
  const found = typeOf(value);
  if (types.length > 0 && !types.includes(found) && !(found === 'integer' && types.includes('number')))
    yield `${path || 'record'} is ${found}, not ${types.join(' or ')}`;
  else if (Array.isArray(value)) {
    const items = schema['items'];
    if (isObject(items))
      for (const item of value as readonly Json[]) yield* faultsOf(item, items, `${path}[]`);
  } else if (isObject(value)) {
    const properties = schema['properties'];
    if (!isObject(properties)) return;
    for (const [name, member] of Object.entries(value)) {
      const told = properties[name];
      const at = path === '' ? name : `${path}.${name}`;
      if (isObject(told)) yield* faultsOf(member, told, at);
      else yield `${at} is not in the schema`;
    }
  }
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
