import * as z from 'zod';
import { nearestWord } from '../../../shared/domain/nearestWord.ts';
import type { Path } from './locate.ts';

export interface UnknownKey {
  readonly path: Path;
  readonly key: string;
  readonly meant: string | undefined;
}

/** Keys the schema has no word for, wherever it lists its keys; a loose object knows them all. */
export function unknownKeys(schema: z.core.$ZodType, data: unknown, path: Path = []): UnknownKey[] {
  if (schema instanceof z.ZodObject) {
    if (!isMapping(data)) return [];
    const shape: Record<string, z.core.$ZodType> = schema.shape;
    const known = Object.keys(shape);
    const unknown = schema.def.catchall
      ? []
      : Object.keys(data)
          .filter((key) => !known.includes(key))
          .map((key) => ({
            path,
            key,
            meant: nearestWord(
              key,
              known.filter((name) => !(name in data)),
            ),
          }));
    const below = Object.entries(shape).flatMap(([key, inner]) =>
      unknownKeys(inner, data[key], [...path, key]),
    );
    return [...unknown, ...below];
  }
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(data)) return [];
    return data.flatMap((item, index) => unknownKeys(schema.element, item, [...path, index]));
  }
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((one) => z.safeParse(one, data).success);
    return option === undefined ? [] : unknownKeys(option, data, path);
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unknownKeys(schema.unwrap(), data, path);
  return [];
}

function isMapping(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
