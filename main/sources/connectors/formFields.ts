import type { FormField } from '../../../shared/contract/sources.ts';
import type { Json, JsonObject } from '../json.ts';
import { allOf, type ConfigSchema, schemaOf } from './configSchema.ts';

/** What a connector's spec asks a person for. */
export function formFields(spec: JsonObject): readonly FormField[] {
  return fieldsOf(schemaOf(spec), []);
}

function fieldsOf(schema: ConfigSchema, path: readonly string[]): FormField[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {})
    .map(([name, written], index) => ({ name, index, schema: schemaOf(written) }))
    .filter((one) => one.schema.airbyte_hidden !== true && one.schema.const === undefined)
    .sort((a, b) => (a.schema.order ?? 1_000 + a.index) - (b.schema.order ?? 1_000 + b.index))
    .map((one) => fieldOf(one.name, one.schema, [...path, one.name], required.includes(one.name)));
}

function fieldOf(name: string, schema: ConfigSchema, path: readonly string[], required: boolean): FormField {
  const base = {
    path,
    title: schema.title ?? titled(name),
    description: plainText(schema.description ?? ''),
    required,
  };
  const options = schema.oneOf ?? schema.anyOf;
  if (options?.some((one) => schemaOf(one).properties !== undefined) === true)
    return { ...base, kind: 'variant', variants: options.map((one) => variantOf(schemaOf(one), path)) };
  const choices = choicesOf(schema);
  const fallback = schema.default ?? null;
  if (choices !== null) return { ...base, kind: 'choice', choices, default: fallback, multiple: false };
  const types = allOf(schema.type);
  if (types.includes('array')) {
    const items = schemaOf(schema.items ?? {});
    const some = choicesOf(items);
    if (some !== null) return { ...base, kind: 'choice', choices: some, default: fallback, multiple: true };
    return { ...base, kind: 'list', item: fieldOf(name, items, [...path, '*'], true), default: fallback };
  }
  if (types.includes('object') || schema.properties !== undefined)
    return { ...base, kind: 'group', fields: fieldsOf(schema, path) };
  return {
    ...base,
    kind: plainKind(types, schema.format),
    secret: schema.airbyte_secret === true,
    lines: schema.multiline === true,
    default: fallback,
    pattern: schema.pattern ?? null,
    patternWords: schema.pattern_descriptor ?? null,
    examples: (schema.examples ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    least: schema.minimum ?? null,
    most: schema.maximum ?? null,
  };
}

function variantOf(schema: ConfigSchema, path: readonly string[]) {
  const constants = Object.entries(schema.properties ?? {}).flatMap(([name, written]) => {
    const { const: value } = schemaOf(written);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    title: schema.title ?? '',
    description: plainText(schema.description ?? ''),
    constants: Object.fromEntries(constants),
    fields: fieldsOf(schema, path),
  };
}

function choicesOf(schema: ConfigSchema): { value: Json; title: string }[] | null {
  if (schema.enum !== undefined) return schema.enum.map((value) => ({ value, title: String(value) }));
  const options = schema.oneOf ?? schema.anyOf;
  if (options === undefined) return null;
  const constants = options.map((one) => schemaOf(one));
  if (constants.some((one) => one.const === undefined)) return null;
  return constants.map((one) => ({ value: one.const ?? null, title: one.title ?? String(one.const) }));
}

function plainKind(types: readonly string[], format: string | undefined) {
  const kind = (['boolean', 'integer', 'number'] as const).find((one) => types.includes(one));
  if (kind !== undefined) return kind;
  if (format === 'date') return 'day';
  return format === 'date-time' ? 'instant' : 'text';
}

function titled(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Specs in the wild hold HTML and Markdown links: of both, the words are kept. */
function plainText(text: string): string {
  return text
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/\[([^[\]]{0,300})\]\([^()]{0,500}\)/g, '$1')
    .trim();
}
