import * as z from 'zod';
import { LAYERS, type Layer } from './layer.ts';

/** A relation of a layer, written `staging.orders`: a schema and a table on Postgres, one quoted name on SQLite. */
export const RelationName = z
  .string()
  .regex(
    /^(raw|staging|core|analytics)\.[a-z_][a-z0-9_]{0,58}$/,
    'is not a relation (write it like raw.orders)',
  )
  .brand<'RelationName'>();
export type RelationName = z.infer<typeof RelationName>;

export function relationName(layer: Layer, name: string): RelationName {
  return RelationName.parse(`${layer}.${name}`);
}

export function layerOf(relation: RelationName): Layer {
  const layer = LAYERS.find((one) => relation.startsWith(`${one}.`));
  if (layer === undefined) throw new Error(`${relation} is in no layer.`);
  return layer;
}

/** The part after the layer. */
export function nameOf(relation: RelationName): string {
  return relation.slice(relation.indexOf('.') + 1);
}
