/** As much of a schema of OpenAPI, of Swagger 2 or of version 3, as the kept operations use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[] | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
}

export interface Described {
  readonly origin: string;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Where a value is not what its schema says. In a query everything is text, so a number there is text that reads as one. */
export function valueFaults(described: Described, schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref !== undefined) {
    const named = described.definitions?.[schema.$ref.replace('#/definitions/', '')];
    return named === undefined
      ? [`${at} is of ${schema.$ref}, which is missing`]
      : valueFaults(described, named, value, at);
  }
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((one) => valueFaults(described, one, value, at));
    return tried.some((faults) => faults.length === 0) ? [] : (tried[0] ?? []);
  }
  switch (schema.type) {
    case 'array':
      return listFaults(described, schema, value, at);
    case 'object':
      return objectFaults(described, schema, value, at);
    case 'integer':
      return /^-?\d+$/.test(String(value)) ? [] : [`${at} is no whole number: ${String(value)}`];
    case 'boolean':
      return ['true', 'false'].includes(String(value)) ? [] : [`${at} is neither true nor false`];
    case 'string':
      return textFaults(schema, value, at);
    default:
      return [`${at} has the type ${String(schema.type)}, which isn't checked`];
  }
}

function textFaults(schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'string') return [`${at} is no text`];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${at} is ${value}, not one of ${schema.enum.join(', ')}`];
  if (schema.maxLength !== undefined && value.length > schema.maxLength) return [`${at} is too long`];
  if (schema.format === 'date-time' && !isMoment(value)) return [`${at} is no moment: ${value}`];
  return [];
}

function isMoment(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

function listFaults(described: Described, schema: Schema, value: unknown, at: string): string[] {
  // A list in a query may be one value, or several with commas between them.
  const items: readonly unknown[] = Array.isArray(value) ? value : String(value).split(',');
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (items.length < minItems || items.length > maxItems) return [`${at} has ${items.length} items`];
  const { items: inner } = schema;
  if (inner === undefined) return [];
  return items.flatMap((item, index) => valueFaults(described, inner, item, `${at}[${index}]`));
}

function objectFaults(described: Described, schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const members = group(value);
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const lacking = (Array.isArray(required) ? required : []).filter((name) => members[name] === undefined);
  return [
    ...lacking.map((name) => `${at} lacks ${name}`),
    ...Object.entries(members).flatMap(([name, member]) => {
      const told = properties[name] ?? additionalProperties;
      if (told === true) return [];
      return told === false
        ? [`${at} has ${name}, which is not described`]
        : valueFaults(described, told, member, `${at}.${name}`);
    }),
  ];
}

export function group(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
