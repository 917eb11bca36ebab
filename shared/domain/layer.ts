import * as z from 'zod';

/** The medallion layers, in the order data flows through them. */
export const LAYERS = ['raw', 'staging', 'core', 'analytics'] as const;
export const Layer = z.enum(LAYERS);
export type Layer = z.infer<typeof Layer>;

/** For sorting schemas: layers in their order, then everybody else's, what lies in none last. */
export function layerPlace(schema: string): number {
  const place = LAYERS.findIndex((layer) => layer === schema);
  if (schema === '') return LAYERS.length + 1;
  return place < 0 ? LAYERS.length : place;
}
