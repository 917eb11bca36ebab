import * as z from 'zod';
import type { Json } from '../json.ts';

const Any = z.json() as unknown as z.ZodType<Json>;

/** The part of JSON Schema that specs are written in. What isn't of the expected kind is taken as not said. */
const Shape = z.looseObject({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  default: Any.optional().catch(undefined),
  const: Any.optional().catch(undefined),
  enum: z.array(Any).optional().catch(undefined),
  oneOf: z.array(z.unknown()).optional().catch(undefined),
  anyOf: z.array(z.unknown()).optional().catch(undefined),
  properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  required: z.array(z.string()).optional().catch(undefined),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional().catch(undefined),
  maxItems: z.number().optional().catch(undefined),
  minLength: z.number().optional().catch(undefined),
  maxLength: z.number().optional().catch(undefined),
  minimum: z.number().optional().catch(undefined),
  maximum: z.number().optional().catch(undefined),
  pattern: z.string().optional().catch(undefined),
  pattern_descriptor: z.string().optional().catch(undefined),
  format: z.string().optional().catch(undefined),
  examples: z.array(Any).optional().catch(undefined),
  order: z.number().optional().catch(undefined),
  multiline: z.boolean().optional().catch(undefined),
  airbyte_secret: z.boolean().optional().catch(undefined),
  airbyte_hidden: z.boolean().optional().catch(undefined),
});
export type ConfigSchema = z.infer<typeof Shape>;

export function schemaOf(written: unknown): ConfigSchema {
  return Shape.safeParse(written).data ?? {};
}

/** `type` is one or several. */
export function allOf(types: string | readonly string[] | undefined): readonly string[] {
  if (types === undefined) return [];
  return typeof types === 'string' ? [types] : types;
}
