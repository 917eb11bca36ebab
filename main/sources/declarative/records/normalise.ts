import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Draft, own, put } from './ownField.ts';
import { pythonText } from './pythonText.ts';

type Convert = (value: Json) => Json;

/**
 * Schema normalisation: each value as the one type its schema names, where it can be read as one; as it is otherwise. It changes
 * the record it is given, at any depth.
 */
export function normaliser(schema: JsonObject): (record: Draft) => void {
  const plan = planOf(schema, schema, new Map());
  return (record) => follow(plan, record as Json);
}

interface Plan {
  convert: Convert;
  fields: ReadonlyMap<string, Plan>;
  items: Plan | null;
}

function follow(plan: Plan, value: Json): void {
  if (plan.fields.size > 0 && isJsonObject(value)) {
    const object = value as Draft;
    for (const [name, field] of plan.fields) {
      const before = own(object, name);
      if (before === undefined) continue;
      const after = field.convert(before);
      if (after !== before) put(object, name, after);
      if (typeof after === 'object' && after !== null) follow(field, after);
    }
  } else if (plan.items !== null && Array.isArray(value)) {
    const items = value as Json[];
    for (const [index, before] of items.entries()) {
      const after = plan.items.convert(before);
      items[index] = after;
      if (typeof after === 'object' && after !== null) follow(plan.items, after);
    }
  }
}

/** A schema may lead back into itself, so each one is planned once. */
function planOf(schema: JsonObject, root: JsonObject, known: Map<JsonObject, Plan>): Plan {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const plan: Plan = { convert: convertTo(schema), fields: new Map(), items: null };
  known.set(schema, plan);
  const inside = referred(schema, root);
  const properties = own(inside, 'properties');
  if (isJsonObject(properties)) {
    const fields = new Map<string, Plan>();
    for (const name of Object.keys(properties)) {
      const field = properties[name];
      if (isJsonObject(field)) fields.set(name, planOf(field, root, known));
    }
    plan.fields = fields;
  }
  const items = own(inside, 'items');
  if (isJsonObject(items)) plan.items = planOf(items, root, known);
  return plan;
}

function referred(schema: JsonObject, root: JsonObject): JsonObject {
  let now = schema;
  for (let steps = 0; steps < 20; steps += 1) {
    const reference = own(now, '$ref');
    if (typeof reference !== 'string' || !reference.startsWith('#')) return now;
    let target: Json | undefined = root;
    for (const step of reference.split('/').slice(1)) {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      target = isJsonObject(target) ? own(target, name) : undefined;
    }
    if (!isJsonObject(target)) return now;
    now = target;
  }
  return now;
}

const SIMPLE = new Set<Json>(['string', 'number', 'integer', 'boolean', 'null']);

function convertTo(schema: JsonObject): Convert {
  const declared = own(schema, 'type');
  const types: readonly Json[] = Array.isArray(declared)
    ? declared
    : declared === undefined
      ? []
      : [declared];
  const nullable = Array.isArray(declared) && types.includes('null');
  const named = Array.isArray(declared) ? types.filter((type) => type !== 'null') : types;
  const [only] = named;
  const convert = named.length === 1 && typeof only === 'string' ? CONVERT[only] : undefined;
  if (only === 'array' && named.length === 1 && wrapsScalars(schema)) {
    return (value) =>
      typeof value === 'object' && value !== null ? value : nullable && value === null ? null : [value];
  }
  if (convert === undefined) return (value) => value;
  return (value) => (value === null && nullable ? null : convert(value));
}

/** A single value where a list is declared becomes one: only where its items' types are given as a list, or not at all. */
function wrapsScalars(schema: JsonObject): boolean {
  const items = own(schema, 'items');
  if (items === undefined) return true;
  const type = isJsonObject(items) ? own(items, 'type') : undefined;
  return type === undefined || (Array.isArray(type) && type.every((one: Json) => SIMPLE.has(one)));
}

const CONVERT: Readonly<Record<string, Convert | undefined>> = {
  string: pythonText,
  number: toNumber,
  integer: toInteger,
  boolean: toBoolean,
};

function toNumber(value: Json): Json {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (!/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][+-]?\d+(_\d+)*)?$/.test(text)) return value;
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : value;
}

function toInteger(value: Json): Json {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : value;
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(_\d+)*\s*$/.test(value)) return value;
  const exact = BigInt(value.trim().replaceAll('_', '').replace(/^\+/, ''));
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

const YES = new Set(['y', 'yes', 't', 'true', 'on', '1']);
const NO = new Set(['n', 'no', 'f', 'false', 'off', '0']);

function toBoolean(value: Json): Json {
  if (typeof value === 'string') {
    const word = value.toLowerCase().trim();
    return YES.has(word) ? true : NO.has(word) ? false : value;
  }
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
